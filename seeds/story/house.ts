// The demo company itself: its legal entities, teams, people and settings.
import { change, create, known, record } from "../record.ts"
import type { Batch, Person } from "../types.ts"
import type { World } from "./world.ts"

/** Somebody of the company, with the ids that records owned by them carry. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly email: string
  readonly team: string | undefined
  readonly company: string
  /** Code of the currency their company keeps its books in. */
  readonly currency: string
  readonly sells: readonly string[]
}

export interface House {
  readonly batches: readonly Batch[]
  readonly teams: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, Colleague>
  /** Currency of the first company, which prices are told in. */
  readonly currency: string
}

export function house(world: World): House {
  const { profile, random, from } = world
  const companies = new Map(profile.companies.map(({ code }) => [code, random.id(from)]))
  const teams = new Map(profile.teams.map(({ name }) => [name, random.id(from)]))
  const people = new Map(
    profile.users.map((person) => [person.login, colleague(world, person, companies, teams)]),
  )
  const [first] = profile.companies
  if (first === undefined) throw new Error("a tale needs a company")
  const leaders = profile.teams.map(({ name, leader }) =>
    record(known(teams, name), { leader: known(people, leader).id }),
  )
  return {
    batches: [
      create("base.company", companyRecords(world, companies)),
      create(
        "base.team",
        profile.teams.map(({ name, company }) =>
          record(known(teams, name), {
            name,
            company: known(companies, company),
            email: `${slug(name)}@${profile.domain}`,
          }),
        ),
      ),
      create(
        "base.user",
        profile.users.map((person) => userRecord(world, person, { companies, teams, people })),
      ),
      change("base.team", leaders),
      create("base.setting", [settings(world, known(companies, first.code))]),
    ],
    teams,
    people,
    currency: first.currency,
  }
}

function colleague(
  { profile, random, from }: World,
  person: Person,
  companies: ReadonlyMap<string, string>,
  teams: ReadonlyMap<string, string>,
): Colleague {
  const [team] = person.teams
  const company = profile.companies.find(({ code }) => code === person.company)
  return {
    id: random.id(from),
    name: person.name,
    login: person.login,
    email: `${person.login}@${profile.domain}`,
    team: team === undefined ? undefined : known(teams, team),
    company: known(companies, person.company),
    currency: company?.currency ?? "EUR",
    sells: person.sells ?? [],
  }
}

function companyRecords(
  { profile, reference }: World,
  ids: ReadonlyMap<string, string>,
): readonly ReturnType<typeof record>[] {
  return profile.companies.map(({ parent, ...company }) =>
    record(known(ids, company.code), {
      ...company,
      parent: parent === undefined ? undefined : known(ids, parent),
      currency: known(reference.currencies, company.currency),
      language: known(reference.languages, company.language),
      country: known(reference.countries, company.country),
      region: known(reference.regions, company.region),
      email: `office@${profile.domain}`,
      website: `https://www.${profile.domain}`,
    }),
  )
}

interface HouseIds {
  readonly companies: ReadonlyMap<string, string>
  readonly teams: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, Colleague>
}

function userRecord(
  { profile, reference, random }: World,
  person: Person,
  ids: HouseIds,
): ReturnType<typeof record> {
  const self = known(ids.people, person.login)
  const company = profile.companies.find(({ code }) => code === person.company)
  const all = person.teams.length === 0 || person.teams.length > 1
  return record(self.id, {
    name: person.name,
    email: self.email,
    roles: person.roles,
    job_title: person.job_title,
    phone: company === undefined ? undefined : `${company.phone.slice(0, -2)}${random.fill("##")}`,
    companies: all ? [...ids.companies.values()] : [self.company],
    default_company: self.company,
    default_currency: known(reference.currencies, self.currency),
    teams: person.teams.map((team) => known(ids.teams, team)),
    language: known(reference.languages, person.language),
    time_zone: company?.time_zone,
  })
}

function settings({ profile, random, from, reference }: World, company: string): ReturnType<typeof record> {
  const [first] = profile.companies
  return record(random.id(from), {
    organisation: profile.title,
    default_company: company,
    default_language: known(reference.languages, first?.language ?? "en"),
    default_country: known(reference.countries, first?.country ?? "GB"),
    default_currency: known(reference.currencies, first?.currency ?? "EUR"),
    week_starts_on: first?.country === "US" ? "sunday" : "monday",
    rounding: "document",
  })
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]+/g, "-")
}
