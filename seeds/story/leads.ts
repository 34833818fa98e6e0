// Leads of two years. Old ones have come to an end, well or badly; young ones are being worked on or wait for somebody.
import { addDays, busyDay, daysBetween, earlier, workingDay } from "../days.ts"
import { decimal, known, record } from "../record.ts"
import type { Json, SeedRecord } from "../types.ts"
import type { Campaign } from "./campaigns.ts"
import type { Colleague } from "./house.ts"
import { placeIds, sellerFor, type Account, type Contact, type Scene } from "./market.ts"
import { addressFields, domainOf, emailOf, person, place, type Name, type Place } from "./people.ts"
import type { World } from "./world.ts"

export interface Lead {
  readonly id: string
  readonly name: Name
  readonly company: string
  readonly industry: string
  readonly place: Place
  readonly country: string
  readonly email: string
  readonly owner: Colleague | undefined
  readonly received: string
  readonly status: string
  readonly campaign: Campaign | undefined
  readonly source: string
  readonly amount: number
  /** Set when converted. */
  readonly converted?: { readonly on: string; readonly contact: Contact }
}

/** All leads: about a quarter were converted into accounts of the market, the rest are strangers. */
export function leads(scene: Scene, accounts: readonly Account[], all: readonly Campaign[]): readonly Lead[] {
  const { profile, random, today } = scene.world
  const young = accounts.filter(({ isOld, since }) => !isOld && daysBetween(since, today) > 14)
  const converted = random.shuffle(young).slice(0, Math.round(profile.volumes.leads * 0.26))
  const told = converted.map((account) => convertedLead(scene, account, all))
  while (told.length < profile.volumes.leads) told.push(strangeLead(scene, all))
  return told
}

function convertedLead(scene: Scene, account: Account, all: readonly Campaign[]): Lead {
  const { random, today } = scene.world
  const [contact] = account.contacts
  if (contact === undefined) throw new Error(`${account.name} has nobody`)
  const received = account.since
  const on = earlier(workingDay(addDays(received, Math.max(1, Math.round(random.spread(12))))), today)
  return {
    ...beginning(scene, received, all),
    name: contact.name,
    company: account.name,
    industry: account.industry,
    place: account.place,
    country: account.market.country,
    email: contact.email,
    owner: account.owner,
    status: "converted",
    converted: { on, contact },
  }
}

function strangeLead(scene: Scene, all: readonly Campaign[]): Lead {
  const { world, namer } = scene
  const { random, profile, from, today } = world
  const { country } = random.weigh(profile.markets)
  const industry = random.weigh(profile.industries)
  const at = place(random, country)
  const company = namer(industry.trades[at.language] ?? [], at)
  const name = person(random, country)
  const received = busyDay(random, profile.season, from, today)
  const status = statusAt(scene, daysBetween(received, today))
  const owner = status === "new" && random.chance(0.7) ? undefined : sellerFor(scene, country)
  return {
    ...beginning(scene, received, all),
    name,
    company,
    industry: industry.name,
    place: at,
    country,
    status,
    owner,
    email: emailOf(name, domainOf(company)),
  }
}

function beginning(
  { world }: Scene,
  received: string,
  all: readonly Campaign[],
): Pick<Lead, "id" | "received" | "campaign" | "source" | "amount"> {
  const { random, profile } = world
  const running = all.filter(({ starts, ends }) => starts <= received && received <= addDays(ends, 21))
  const typical = [...profile.products].sort((a, b) => b.price * b.most - a.price * a.most)[0]
  return {
    id: random.id(received),
    received,
    campaign: running.length > 0 && random.chance(0.45) ? random.pick(running) : undefined,
    source: random.weigh(profile.sources).name,
    amount:
      Math.max(1, Math.round(random.spread(((typical?.price ?? 100) * (typical?.most ?? 10)) / 400))) * 250,
  }
}

/** How far a lead that is not converted has come after so many days. */
function statusAt({ world: { random } }: Scene, age: number): string {
  const fates =
    age < 5
      ? [
          ["new", 70],
          ["assigned", 30],
        ]
      : age < 25
        ? [
            ["new", 8],
            ["assigned", 27],
            ["in_process", 45],
            ["qualified", 12],
            ["dead", 8],
          ]
        : age < 70
          ? [
              ["in_process", 18],
              ["qualified", 14],
              ["recycled", 20],
              ["dead", 48],
            ]
          : [
              ["qualified", 1],
              ["recycled", 19],
              ["dead", 80],
            ]
  const named = fates.map(([name, share]) => ({ name: String(name), share: Number(share) }))
  return random.weigh(named).name
}

const deadReasons = [
  "No answer",
  "Wrong number",
  "No need",
  "Too small",
  "Bought elsewhere",
  "Student request",
  "Outside our area",
]

/** What a lead's own record says; `opportunity` is what it was converted into. */
export function leadRecord(
  { world, catalogue, house }: Scene,
  lead: Lead,
  opportunity: string | undefined,
): SeedRecord {
  const { random, reference, profile } = world
  const market = profile.markets.find(({ country }) => country === lead.country)
  const territory = profile.territories.find(({ name }) => name === market?.territory)
  return record(lead.id, {
    ...lead.name,
    company_name: lead.company,
    state: lead.status,
    rating: lead.status === "qualified" ? "hot" : random.pick(["hot", "warm", "warm", "cold", "cold"]),
    source: known(catalogue.sources, lead.source),
    source_detail: lead.campaign?.name,
    campaign: lead.campaign?.id,
    industry: known(catalogue.industries, lead.industry),
    email: lead.email,
    phone: lead.place.phone,
    mobile: random.chance(0.35) ? lead.place.mobile : undefined,
    ...addressFields(lead.place, placeIds(world, lead.place)),
    currency: known(reference.currencies, market?.currency ?? "EUR"),
    opportunity_amount: decimal(lead.amount),
    owner: lead.owner?.id ?? null,
    team: lead.owner?.team ?? known(house.teams, territory?.team ?? ""),
    territory: known(catalogue.territories, market?.territory ?? ""),
    received_on: lead.received,
    ...outcome(world, lead),
    opportunity,
    email_opt_out: lead.converted?.contact.optedOut ?? random.chance(0.04),
    description: random.pick(profile.enquiries),
  })
}

/** How it was answered, and how it ended. */
function outcome(
  { random, today }: World,
  { status, received, converted }: Lead,
): Readonly<Record<string, Json | undefined>> {
  const answered = earlier(addDays(received, random.int(0, 4)), converted?.on ?? today)
  return {
    first_response_on: status === "new" || status === "assigned" ? undefined : answered,
    recycle_until: status === "recycled" ? addDays(received, random.int(120, 400)) : undefined,
    dead_reason: status === "dead" ? random.pick(deadReasons) : undefined,
    converted_on: converted?.on,
    account: converted?.contact.account.id,
    contact: converted?.contact.id,
  }
}
