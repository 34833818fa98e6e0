// The accounts that the company sells to, the people who work there, and who of the company looks after them.
import { addDays, busyDay } from "../days.ts"
import { decimal, known, record } from "../record.ts"
import type { Market, SeedRecord } from "../types.ts"
import type { Catalogue } from "./catalogue.ts"
import type { Colleague, House } from "./house.ts"
import {
  addressFields,
  domainOf,
  emailOf,
  person,
  place,
  type Name,
  type Namer,
  type Place,
} from "./people.ts"
import type { World } from "./world.ts"

export interface Contact {
  readonly id: string
  readonly name: Name
  readonly email: string
  readonly account: Account
  readonly optedOut: boolean
}
export interface Account {
  readonly id: string
  readonly name: string
  readonly market: Market
  readonly industry: string
  readonly place: Place
  readonly domain: string
  readonly owner: Colleague
  readonly contacts: Contact[]
  /** First day it is known. */
  readonly since: string
  /** A customer from before the tale begins. */
  readonly isOld: boolean
}

export interface Scene {
  readonly world: World
  readonly house: House
  readonly catalogue: Catalogue
  readonly namer: Namer
}

/** All accounts, each with at least one contact. */
export function accounts(scene: Scene): readonly Account[] {
  const { accounts: count, contacts } = scene.world.profile.volumes
  const all = Array.from({ length: count }, () => account(scene))
  for (const each of all) each.contacts.push(contact(scene.world, each))
  const busy = scene.world.random.shuffle(all).slice(0, Math.ceil(count / 2))
  for (let made = count; made < contacts; made++) {
    const at = scene.world.random.pick(busy)
    at.contacts.push(contact(scene.world, at))
  }
  return all
}

/** Somebody who sells in the country, if possible. */
export function sellerFor({ world, house }: Scene, country: string): Colleague {
  const sellers = [...house.people.values()].filter(({ sells }) => sells.includes(country))
  return world.random.pick(sellers)
}

function account(scene: Scene): Account {
  const { world, namer } = scene
  const { random, profile, from, today } = world
  const market = random.weigh(profile.markets)
  const industry = random.weigh(profile.industries)
  const at = place(random, market.country)
  const name = namer(industry.trades[at.language] ?? [], at)
  const isOld = random.chance(0.28)
  const since = isOld
    ? addDays(from, -random.int(1, 900))
    : busyDay(random, profile.season, from, addDays(today, -20))
  const owner = sellerFor(scene, market.country)
  return {
    id: random.id(since),
    name,
    market,
    industry: industry.name,
    place: at,
    domain: domainOf(name),
    owner,
    contacts: [],
    since,
    isOld,
  }
}

function contact({ random }: World, at: Account): Contact {
  const name = person(random, at.market.country)
  return {
    id: random.id(at.since),
    name,
    email: emailOf(name, at.domain),
    account: at,
    optedOut: random.chance(0.07),
  }
}

const jobTitles: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Managing director",
    "Head of purchasing",
    "Buyer",
    "Operations manager",
    "Finance director",
    "Owner",
    "Assistant to the board",
    "Site manager",
  ],
  de: [
    "Geschäftsführung",
    "Leitung Einkauf",
    "Einkauf",
    "Betriebsleitung",
    "Kaufmännische Leitung",
    "Inhaber",
    "Assistenz",
    "Standortleitung",
  ],
  fr: [
    "Directeur général",
    "Responsable des achats",
    "Acheteur",
    "Directeur des opérations",
    "Directeur financier",
    "Gérant",
    "Assistante de direction",
    "Responsable de site",
  ],
}

/** What an account's own record says; `isCustomer` and `party` are known only when the tale has been told. */
export function accountRecord(scene: Scene, of: Account, party: string | undefined): SeedRecord {
  const { world, catalogue } = scene
  const { random, reference, profile } = world
  const status = party !== undefined ? "customer" : random.weigh(otherStatuses).name
  const ids = placeIds(world, of.place)
  return record(of.id, {
    name: of.name,
    status,
    rating: random.chance(0.55) ? random.pick(["hot", "warm", "warm", "cold"]) : undefined,
    industry: known(catalogue.industries, of.industry),
    party,
    employees: Math.max(2, Math.round(random.spread(24))),
    annual_revenue: random.chance(0.4) ? decimal(Math.round(random.spread(21)) * 100_000) : undefined,
    currency: known(reference.currencies, of.market.currency),
    phone: of.place.phone,
    email: `info@${of.domain}`,
    website: `https://www.${of.domain}`,
    ...addressFields(of.place, ids),
    addresses: random.chance(0.2) ? [{ kind: "delivery", ...otherAddress(world, of) }] : [],
    owner: of.owner.id,
    team: of.owner.team,
    territory: known(catalogue.territories, of.market.territory),
    source: known(catalogue.sources, random.weigh(profile.sources).name),
    tags: random.chance(0.25) ? [known(catalogue.tags, random.pick(profile.tags).name)] : [],
  })
}

const otherStatuses = [
  { name: "prospect", share: 88 },
  { name: "partner", share: 5 },
  { name: "former", share: 4 },
  { name: "competitor", share: 3 },
]

function otherAddress(world: World, of: Account): ReturnType<typeof addressFields> {
  const at = place(world.random, of.market.country)
  return addressFields(at, placeIds(world, at))
}

export function placeIds(
  { reference }: World,
  at: Place,
): { readonly country: string; readonly region: string } {
  return { country: known(reference.countries, at.country), region: known(reference.regions, at.region) }
}

/** What a contact's own record says. */
export function contactRecord({ world, catalogue }: Scene, of: Contact): SeedRecord {
  const { random, reference, profile } = world
  const { account: at } = of
  const [chief] = at.contacts
  return record(of.id, {
    ...of.name,
    account: at.id,
    job_title: random.pick(jobTitles[at.place.language] ?? []),
    reports_to: chief !== undefined && chief !== of && random.chance(0.4) ? chief.id : undefined,
    email: of.email,
    phone: at.place.phone,
    mobile: random.chance(0.6) ? place(random, at.market.country).mobile : undefined,
    language: known(reference.languages, at.place.language),
    ...addressFields(at.place, placeIds(world, at.place)),
    owner: at.owner.id,
    team: at.owner.team,
    source: known(catalogue.sources, random.weigh(profile.sources).name),
    email_opt_out: of.optedOut,
    do_not_call: random.chance(0.04),
    consent_on: !of.optedOut && random.chance(0.5) ? at.since : undefined,
  })
}
