// What the sellers did and mean to do: calls, meetings, e-mails, tasks and notes about leads and opportunities, and what
// they say to each other about them.
import { addDays, busyDay, daysBetween, earlier, instant, officeTime, workingDay } from "../days.ts"
import { record } from "../record.ts"
import type { Json, SeedRecord } from "../types.ts"
import type { Colleague } from "./house.ts"
import type { Lead } from "./leads.ts"
import type { Account, Contact, Scene } from "./market.ts"
import type { Opportunity } from "./opportunities.ts"

/** Something that activities are about, between two days. */
interface Matter {
  readonly regarding: { readonly entity: string; readonly id: string }
  readonly owner: Colleague
  readonly contact: Contact | undefined
  readonly from: string
  readonly to: string
  readonly isOpen: boolean
}

/** Everything that sellers have in hand or had. */
export function matters(
  { world: { today } }: Scene,
  leads: readonly Lead[],
  all: readonly Opportunity[],
): readonly Matter[] {
  const ofLeads = leads.flatMap((lead): Matter[] => {
    if (lead.owner === undefined) return []
    const isOpen = ["assigned", "in_process", "qualified"].includes(lead.status)
    const to = isOpen ? today : earlier(lead.converted?.on ?? addDays(lead.received, 20), today)
    const contact = lead.converted?.contact
    return [
      {
        regarding: { entity: "crm.lead", id: lead.id },
        owner: lead.owner,
        contact,
        from: lead.received,
        to,
        isOpen,
      },
    ]
  })
  const ofOpportunities = all.map(({ id, account, contact, opened, closes, status }): Matter => {
    const isOpen = status === "open"
    return {
      regarding: { entity: "crm.opportunity", id },
      owner: account.owner,
      contact,
      from: opened,
      to: isOpen ? today : closes,
      isOpen,
    }
  })
  return [...ofLeads, ...ofOpportunities]
}

const kinds = [
  { kind: "call", share: 34 },
  { kind: "email", share: 26 },
  { kind: "meeting", share: 14 },
  { kind: "task", share: 18 },
  { kind: "note", share: 8 },
] as const
type Kind = (typeof kinds)[number]["kind"]

/** Activities that are done, and for about half of what is open one that is planned. */
export function activityRecords(scene: Scene, all: readonly Matter[]): readonly SeedRecord[] {
  const { random, profile } = scene.world
  const planned = all
    .filter(({ isOpen }) => isOpen && random.chance(0.55))
    .map((matter) => plannedActivity(scene, matter))
  const done = Array.from({ length: Math.max(0, profile.volumes.activities - planned.length) }, () =>
    doneActivity(scene, random.pick(all)),
  )
  return [...done, ...planned]
}

function doneActivity(scene: Scene, matter: Matter): SeedRecord {
  const { random, profile } = scene.world
  const { kind } = random.weigh(kinds)
  const day = busyDay(random, profile.season, matter.from, matter.to)
  const at = officeTime(random, day < matter.from ? matter.from : day)
  return activity(scene, matter, kind, {
    status: random.chance(0.95) ? "done" : "cancelled",
    due_at: kind === "task" ? at : undefined,
    done_at: at,
    outcome: kind === "note" || random.chance(0.4) ? undefined : random.pick(profile.outcomes),
    ...times(scene, kind, at),
  })
}

function plannedActivity(scene: Scene, matter: Matter): SeedRecord {
  const { random, today } = scene.world
  const kind = random.weigh(kinds.filter((each) => each.kind !== "note")).kind
  const at = officeTime(random, workingDay(addDays(today, random.int(-4, 18))))
  return activity(scene, matter, kind, {
    status: "planned",
    due_at: at,
    reminders: kind === "meeting" ? [{ minutes_before: 30, channel: "notification" }] : [],
    ...times(scene, kind, at),
  })
}

/** Meetings and calls begin and end. */
function times({ world: { random } }: Scene, kind: Kind, at: string): Readonly<Record<string, Json>> {
  if (kind !== "meeting" && kind !== "call") return {}
  const minutes = Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))
  const length = kind === "meeting" ? random.pick([30, 60, 60, 90]) : random.pick([5, 10, 15, 20])
  return { starts_at: at, ends_at: instant(at.slice(0, 10), minutes + length) }
}

function activity(
  scene: Scene,
  matter: Matter,
  kind: Kind,
  fields: Readonly<Record<string, Json | undefined>>,
): SeedRecord {
  const { random, profile } = scene.world
  const { owner, contact } = matter
  const subjects = {
    call: profile.calls,
    email: profile.emails,
    meeting: profile.meetings,
    task: profile.tasks,
    note: profile.notes,
  }
  const guest =
    contact === undefined
      ? []
      : [
          {
            name: `${contact.name.first_name} ${contact.name.last_name}`,
            email: contact.email,
            response: "accepted",
          },
        ]
  return record(random.id(matter.from), {
    kind,
    subject: random.pick(subjects[kind]),
    regarding: matter.regarding,
    priority: random.pick(["low", "normal", "normal", "normal", "high"]),
    owner: owner.id,
    team: owner.team,
    direction:
      kind === "call" || kind === "email" ? random.pick(["outgoing", "outgoing", "incoming"]) : undefined,
    attendees: kind === "meeting" ? [{ colleague: owner.id, response: "accepted" }, ...guest] : [],
    ...fields,
  })
}

/** Comments of colleagues on what is in hand, and on accounts. */
export function commentRecords(
  { world, house }: Scene,
  all: readonly Matter[],
  accounts: readonly Account[],
): readonly SeedRecord[] {
  const { random, profile, today } = world
  const people = [...house.people.values()].filter(({ sells }) => sells.length > 0)
  return Array.from({ length: profile.volumes.comments }, () => {
    const matter = random.pick(all)
    const account = random.pick(accounts)
    const onAccount = random.chance(0.25)
    const [from, owner] = onAccount ? [account.since, account.owner] : [matter.from, matter.owner]
    const author = random.chance(0.6) ? owner : random.pick(people)
    const day = addDays(from, random.int(0, Math.max(0, Math.min(40, daysBetween(from, today)))))
    return record(random.id(day), {
      regarding: onAccount ? { entity: "crm.account", id: account.id } : matter.regarding,
      body: random.pick(profile.comments),
      author: author.id,
      team: owner.team,
      mentions: author === owner ? [] : [owner.id],
      written_at: officeTime(random, day),
    })
  })
}
