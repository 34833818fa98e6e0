// The demo companies: who they are, who logs in there, and what happened to them.
import { booksOf, type BooksDoor, type Lane } from "./books/index.ts"
import { brightwater, brightwaterProfile } from "./brightwater.ts"
import { larkfield, larkfieldProfile } from "./larkfield.ts"
import { createRandom } from "./random.ts"
import { referenceData } from "./reference.ts"
import type { Batch, Profile } from "./types.ts"

export { load, type Door } from "./load.ts"
export type { BooksDoor, Lane } from "./books/index.ts"
export type { Batch, SeedRecord } from "./types.ts"

export interface DemoCompany {
  /** Name of the tenant. */
  readonly tenant: string
  readonly title: string
  /** Of the first legal entity: BCP 47, IANA name, ISO 4217. */
  readonly language: string
  readonly time_zone: string
  readonly currency: string
  /** Who logs in, the administrator first. */
  readonly people: readonly {
    readonly name: string
    readonly email: string
    readonly roles: readonly string[]
    readonly title: string
  }[]
  /** All that happened up to the day. */
  batches(today: string): Generator<Batch>
  /** The books of its legal entities up to the day of the batches, which `booksOf` finds behind the door; `factor` is 1
   * unless said. */
  books(door: BooksDoor, factor?: number): Promise<readonly Lane[]>
}

export const demoCompanies: readonly DemoCompany[] = [
  told(brightwaterProfile, brightwater),
  told(larkfieldProfile, larkfield),
]

/** What a company needs before it has a single customer: languages, currencies, countries, regions, units. */
export function referenceBatches(tenant: string, today: string): readonly Batch[] {
  return referenceData(createRandom(tenant), today).batches
}

function told(profile: Profile, batches: DemoCompany["batches"]): DemoCompany {
  return {
    ...introduce(profile),
    batches,
    books: (door, factor = 1) => booksOf({ profile, batches }, door, factor),
  }
}

function introduce({
  tenant,
  title,
  domain,
  users,
  companies,
}: Profile): Omit<DemoCompany, "batches" | "books"> {
  const people = users.map(({ name, login, roles, job_title }) => ({
    name,
    email: `${login}@${domain}`,
    roles,
    title: job_title,
  }))
  const [first] = companies
  if (first === undefined) throw new Error(`${title} has no legal entity`)
  const { language, time_zone, currency } = first
  return { tenant, title, language, time_zone, currency, people }
}
