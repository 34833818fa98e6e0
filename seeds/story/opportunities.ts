// Opportunities: each opens, takes its time, and is won or lost; the youngest are still open, some of them overdue.
import { addDays, busyDay, daysBetween, earlier, monthOf, workingDay } from "../days.ts"
import { decimal, known, record } from "../record.ts"
import type { Json, SeedRecord } from "../types.ts"
import type { Campaign } from "./campaigns.ts"
import type { Pipeline, Product, Stage } from "./catalogue.ts"
import type { Lead } from "./leads.ts"
import type { Account, Contact, Scene } from "./market.ts"
import type { Rates } from "./rates.ts"

export interface Item {
  readonly product: Product
  readonly quantity: number
  readonly price: number
  readonly discount: number
}
export interface Opportunity {
  readonly id: string
  readonly name: string
  readonly account: Account
  readonly contact: Contact
  readonly lead: Lead | undefined
  readonly campaign: Campaign | undefined
  readonly pipeline: Pipeline
  readonly status: "open" | "won" | "lost"
  readonly stage: Stage
  readonly before: Stage | undefined
  readonly opened: string
  /** Since when it is in its stage. */
  readonly since: string
  /** Expected while open. */
  readonly closes: string
  readonly items: readonly Item[]
  readonly estimate: number
}

/** Those that came of leads, and as many more with accounts that were known already. */
export function opportunities(
  scene: Scene,
  rates: Rates,
  accounts: readonly Account[],
  leads: readonly Lead[],
): readonly Opportunity[] {
  const { profile, random, from, today } = scene.world
  const [fresh, existing] = [scene.catalogue.pipelines[0], scene.catalogue.pipelines.at(-1)]
  if (fresh === undefined || existing === undefined) throw new Error("a tale needs a pipeline")
  const told = leads.flatMap((lead): Opportunity[] => {
    if (lead.converted === undefined || random.chance(0.1)) return []
    const { on, contact } = lead.converted
    return [opportunity(scene, rates, { account: contact.account, lead, opened: on, pipeline: fresh })]
  })
  const old = accounts.filter(({ isOld }) => isOld)
  while (told.length < profile.volumes.opportunities) {
    const won = told.filter(({ status }) => status === "won")
    const account = random.chance(0.6) || won.length === 0 ? random.pick(old) : random.pick(won).account
    const earliest = account.since > from ? addDays(account.since, 40) : from
    if (earliest >= today) continue
    const opened = busyDay(random, profile.season, earliest, today)
    told.push(opportunity(scene, rates, { account, lead: undefined, opened, pipeline: existing }))
  }
  return told
}

interface Beginning {
  readonly account: Account
  readonly lead: Lead | undefined
  readonly opened: string
  readonly pipeline: Pipeline
}

function opportunity(scene: Scene, rates: Rates, beginning: Beginning): Opportunity {
  const { random } = scene.world
  const { account, lead, opened } = beginning
  const items = random.chance(0.68) ? itemsFor(scene, rates, account) : []
  const worth =
    items.length > 0
      ? sumOf(items)
      : 250 * Math.max(1, Math.round((lead?.amount ?? random.spread(6000)) / 250))
  return {
    ...beginning,
    ...fate(scene, beginning),
    id: random.id(opened),
    name: nameOf(scene, beginning, items),
    contact: lead?.converted?.contact ?? random.pick(account.contacts),
    campaign: lead?.campaign,
    items,
    estimate: Math.round(worth / 50) * 50 || 50,
  }
}

type Fate = Pick<Opportunity, "status" | "stage" | "before" | "since" | "closes">

/** How it stands today, as its cycle lets it. */
function fate({ world }: Scene, { opened, pipeline, account }: Beginning): Fate {
  const { random, today } = world
  const cycle = Math.max(3, Math.round(random.spread(pipeline.cycle)))
  const decided = workingDay(addDays(opened, cycle))
  const last = pipeline.stages.at(-1)
  if (last === undefined) throw new Error(`pipeline ${pipeline.name} has no stages`)
  if (decided <= today && !random.chance(0.03)) {
    const isWon = random.chance(
      (pipeline.kind === "existing" ? 0.58 : 0.36) + (account.contacts.length > 2 ? 0.06 : 0),
    )
    const stage = isWon ? last : random.pick(pipeline.stages)
    return {
      status: isWon ? "won" : "lost",
      stage,
      before: pipeline.stages[pipeline.stages.indexOf(stage) - 1],
      since: decided,
      closes: decided,
    }
  }
  const progress = Math.min(0.99, daysBetween(opened, today) / cycle)
  const at = Math.floor(progress * pipeline.stages.length)
  const stage = pipeline.stages[at] ?? last
  const since = earlier(addDays(opened, (at / pipeline.stages.length) * cycle), today)
  const closes = decided > today ? decided : addDays(today, -random.int(2, 30))
  return {
    status: "open",
    stage,
    before: pipeline.stages[at - 1],
    since,
    closes: closes < opened ? opened : closes,
  }
}

function itemsFor({ world, house, catalogue }: Scene, rates: Rates, account: Account): readonly Item[] {
  const { random } = world
  const factor = Number(rates.rate(house.currency, account.market.currency, world.from))
  const products = random.shuffle(catalogue.products).slice(0, random.int(1, 5))
  return products.map((product) => ({
    product,
    quantity: random.int(Math.ceil(product.most / 6), product.most),
    price: Math.round(product.price * factor * 20) / 20,
    discount: random.pick([0, 0, 0, 0, 3, 5, 10]),
  }))
}

export function sumOf(items: readonly Item[]): number {
  return items.reduce(
    (sum, { quantity, price, discount }) => sum + (quantity * price * (100 - discount)) / 100,
    0,
  )
}

function nameOf({ world }: Scene, { account, pipeline, opened }: Beginning, items: readonly Item[]): string {
  const { random, profile } = world
  const patterns = pipeline.kind === "existing" ? profile.opportunities.existing : profile.opportunities.new
  const season = ["Winter", "Spring", "Summer", "Autumn"][Math.floor((monthOf(opened) % 12) / 3)] ?? ""
  const product = items[0]?.product.name.split(",")[0]
  const parts: Readonly<Record<string, string | undefined>> = { season, product, account: account.name }
  const fitting = patterns.filter((pattern) => product !== undefined || !pattern.includes("{product}"))
  return random.pick(fitting).replaceAll(/\{([a-z]+)\}/g, (_, part: string) => parts[part] ?? "")
}

const forecasts = ["omitted", "pipeline", "best_case", "commit"]
const roles = ["decision_maker", "evaluator", "influencer", "user", "gatekeeper"]
const rivals = [
  "Hartwell & Co",
  "Delmonte Partners",
  "Nordhaus",
  "Premier Group",
  "Castellan",
  "Present supplier",
]

/** What an opportunity's own record says. */
export function opportunityRecord(scene: Scene, rates: Rates, of: Opportunity): SeedRecord {
  const { world, catalogue } = scene
  const { random, profile } = world
  const { owner, market } = of.account
  return record(of.id, {
    name: of.name,
    account: of.account.id,
    contact: of.contact.id,
    pipeline: of.pipeline.id,
    state: of.status,
    stage: of.stage.id,
    stage_since: of.since,
    last_stage: of.before?.id,
    kind: of.pipeline.kind,
    company: owner.company,
    estimate: decimal(of.estimate),
    items: itemRows(scene, of.items),
    opened_on: of.opened,
    close_date: of.closes,
    ...outlook(scene, rates, of),
    owner: owner.id,
    team: owner.team,
    territory: known(catalogue.territories, market.territory),
    source: known(catalogue.sources, of.lead?.source ?? random.weigh(profile.sources).name),
    campaign: of.campaign?.id,
    contacts: involved(scene, of),
    tags: random.chance(0.15) ? [known(catalogue.tags, random.pick(profile.tags).name)] : [],
  })
}

/** What is expected while it is open, and what came of it. */
function outlook(
  { world, catalogue }: Scene,
  rates: Rates,
  of: Opportunity,
): Readonly<Record<string, Json | undefined>> {
  const { random, reference, profile, today } = world
  const { owner, market } = of.account
  const isOpen = of.status === "open"
  const likely = random.chance(0.2) ? 1 : Math.max(1, Math.min(3, Math.floor(of.stage.probability / 30)))
  const rival = { name: random.pick(rivals), is_winner: of.status === "lost" && random.chance(0.6) }
  return {
    currency: known(reference.currencies, market.currency),
    exchange_rate: rates.rate(market.currency, owner.currency, isOpen ? today : of.closes),
    forecast: isOpen ? forecasts[likely] : of.status === "won" ? "commit" : "omitted",
    own_probability: isOpen && random.chance(0.15) ? String(random.int(2, 18) * 5) : undefined,
    next_step: isOpen ? random.pick(profile.next_steps) : undefined,
    competitors: random.chance(0.3) ? [rival] : [],
    lost_reason:
      of.status === "lost"
        ? known(catalogue.lostReasons, random.weigh(profile.lost_reasons).name)
        : undefined,
  }
}

/** Up to three people of the account, with their part in the decision. */
function involved({ world: { random } }: Scene, of: Opportunity): readonly Json[] {
  const attitudes = ["supporter", "neutral", "neutral", "opponent"]
  const people = random.shuffle(of.account.contacts).slice(0, 3)
  return people.map(({ id }) => ({ contact: id, role: random.pick(roles), attitude: random.pick(attitudes) }))
}

/** Items as child rows, without taxes. */
export function itemRows(
  { world: { reference } }: Scene,
  items: readonly Item[],
): readonly { readonly [field: string]: Json }[] {
  return items.map(({ product, quantity, price, discount }) => ({
    product: product.id,
    description: product.name,
    quantity: String(quantity),
    unit: known(reference.units, product.unit),
    unit_price: decimal(price),
    discount_percent: String(discount),
  }))
}
