// Campaigns of two years, the lists they draw on, and what became of each person addressed.
import { addDays, daysBetween, officeTime } from "../days.ts"
import { create, decimal, known, record } from "../record.ts"
import type { Batch, CampaignTold, Market, SeedRecord } from "../types.ts"
import type { Account, Contact, Scene } from "./market.ts"

export interface Campaign extends CampaignTold {
  readonly id: string
  readonly starts: string
  readonly ends: string
  readonly status: "planned" | "active" | "complete"
}

/** Every campaign that falls into the tale or the two months after it. */
export function campaigns({ world }: Scene): readonly Campaign[] {
  const { profile, random, from, today } = world
  const years = [0, 1, 2, 3].map((after) => Number(from.slice(0, 4)) + after)
  return years
    .flatMap((year) =>
      profile.campaigns.map((told) => {
        const starts = `${year}-${String(told.month).padStart(2, "0")}-${String(random.int(3, 14)).padStart(2, "0")}`
        const ends = addDays(starts, told.days)
        const status: Campaign["status"] = starts > today ? "planned" : ends < today ? "complete" : "active"
        return { ...told, name: `${told.name} ${year}`, id: random.id(starts), starts, ends, status }
      }),
    )
    .filter(({ starts }) => starts >= from && starts <= addDays(today, 60))
    .sort((a, b) => (a.starts < b.starts ? -1 : 1))
}

/** Lists by country of those who may be addressed, one list of those who may not, and the campaigns that use them. */
export function campaignBatches(
  scene: Scene,
  all: readonly Campaign[],
  accounts: readonly Account[],
): readonly Batch[] {
  const { random, profile, from } = scene.world
  const lists = profile.markets.map((market) => ({ id: random.id(from), market }))
  return [
    create("crm.target_list", listRecords(scene, lists, accounts)),
    create(
      "crm.campaign",
      all.map((campaign) =>
        campaignRecord(
          scene,
          campaign,
          lists.map(({ id }) => id),
        ),
      ),
    ),
  ]
}

/** Who of the company runs campaigns. */
function marketer({ world: { profile }, house }: Scene): {
  readonly owner: string
  readonly team: string | undefined
} {
  const login = profile.users.find(({ roles }) => roles.includes("crm.marketing"))?.login ?? ""
  const { id, team } = known(house.people, login)
  return { owner: id, team }
}

function listRecords(
  scene: Scene,
  lists: readonly { readonly id: string; readonly market: Market }[],
  accounts: readonly Account[],
): readonly SeedRecord[] {
  const { random, from } = scene.world
  const owned = marketer(scene)
  const reachable = accounts.flatMap(({ contacts }) => contacts).filter(({ optedOut }) => !optedOut)
  const newsletters = lists.map(({ id, market }) => {
    const readers = reachable.filter(({ account }) => account.market === market).slice(0, 400)
    return record(id, {
      name: `Newsletter ${market.territory}`,
      ...owned,
      contacts: readers.map((contact) => contact.id),
    })
  })
  const spared = random
    .shuffle(accounts)
    .slice(0, 12)
    .map((account) => account.id)
  const excluded = record(random.id(from), {
    name: "Competitors and press",
    kind: "exclusion",
    ...owned,
    accounts: spared,
  })
  return [...newsletters, excluded]
}

function campaignRecord(scene: Scene, campaign: Campaign, lists: readonly string[]): SeedRecord {
  const { random, reference } = scene.world
  const cost = campaign.status === "planned" ? undefined : campaign.budget * (0.8 + 0.35 * random.next())
  return record(campaign.id, {
    name: campaign.name,
    kind: campaign.kind,
    state: campaign.status,
    start_date: campaign.starts,
    end_date: campaign.ends,
    ...marketer(scene),
    currency: known(reference.currencies, scene.house.currency),
    budget: decimal(campaign.budget),
    actual_cost: cost === undefined ? undefined : decimal(cost),
    expected_revenue: decimal(campaign.budget * random.int(4, 9)),
    target_lists: lists,
  })
}

const answers = [
  { name: "sent", share: 44 },
  { name: "opened", share: 27 },
  { name: "clicked", share: 12 },
  { name: "responded", share: 8 },
  { name: "bounced", share: 5 },
  { name: "opted_out", share: 4 },
]

/** Whom each campaign addressed, and what came back. */
export function memberBatch(scene: Scene, all: readonly Campaign[], accounts: readonly Account[]): Batch {
  const people = accounts.flatMap(({ contacts }) => contacts)
  const records = all.flatMap((campaign) => {
    const addressed = people.filter(({ account, optedOut }) => account.since < campaign.starts && !optedOut)
    return scene.world.random
      .shuffle(addressed)
      .slice(0, campaign.reach)
      .map((contact) => memberRecord(scene, campaign, contact))
  })
  return create("crm.campaign_member", records)
}

function memberRecord({ world: { random, today } }: Scene, campaign: Campaign, contact: Contact): SeedRecord {
  const status = campaign.status === "planned" ? "planned" : random.weigh(answers).name
  const sent = addDays(
    campaign.starts,
    random.int(0, Math.max(0, Math.min(2, daysBetween(campaign.starts, today)))),
  )
  return record(random.id(campaign.starts), {
    campaign: campaign.id,
    contact: contact.id,
    email: contact.email,
    status,
    sent_at: status === "planned" ? undefined : officeTime(random, sent),
    responded_at: status === "responded" ? officeTime(random, addDays(sent, 1)) : undefined,
  })
}
