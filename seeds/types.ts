// The words of the seeds: what a batch is, and what a demo company is told by (companies/*.json).

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A record as the API takes it, with an id of its own so that others may refer to it. */
export interface SeedRecord {
  readonly id: string
  readonly [field: string]: Json
}

/** Records of one entity. `change` patches records of earlier batches: what could not be known when they were made. */
export interface Batch {
  readonly action: "create" | "change"
  readonly entity: string
  readonly records: readonly SeedRecord[]
}

/** Something that is chosen more often the greater its share is. */
export interface Shared {
  readonly share: number
}

/** Words by language. */
export type ByLanguage = Readonly<Record<string, readonly string[]>>

/** What a demo company is told by. Persons are named by `login`, the part of their e-mail address before the @. */
export interface Profile {
  readonly tenant: string
  readonly title: string
  readonly domain: string
  readonly companies: readonly OwnCompany[]
  readonly teams: readonly { readonly name: string; readonly company: string; readonly leader: string }[]
  readonly users: readonly Person[]
  readonly territories: readonly TerritoryTold[]
  readonly markets: readonly Market[]
  readonly industries: readonly (Named & Shared & { readonly trades: ByLanguage })[]
  readonly suppliers: ByLanguage
  readonly sources: readonly (Named & Shared)[]
  readonly lost_reasons: readonly (Named & Shared)[]
  readonly tags: readonly (Named & { readonly color: string })[]
  /** Tax percent by country. */
  readonly tax: Readonly<Record<string, string>>
  readonly products: readonly ProductTold[]
  readonly pipelines: readonly PipelineTold[]
  readonly campaigns: readonly CampaignTold[]
  /** How busy each month is, January first; 12 is the busiest. */
  readonly season: readonly number[]
  readonly volumes: Readonly<Record<Volume, number>>
  /** Names of opportunities, by kind of pipeline. */
  readonly opportunities: { readonly new: readonly string[]; readonly existing: readonly string[] }
  readonly next_steps: readonly string[]
  readonly calls: readonly string[]
  readonly meetings: readonly string[]
  readonly emails: readonly string[]
  readonly tasks: readonly string[]
  readonly notes: readonly string[]
  readonly outcomes: readonly string[]
  readonly comments: readonly string[]
  readonly enquiries: readonly string[]
}

export type Volume =
  "accounts" | "contacts" | "leads" | "opportunities" | "activities" | "comments" | "suppliers"

interface Named {
  readonly name: string
}

export interface OwnCompany extends Named {
  readonly code: string
  readonly legal_name: string
  readonly parent?: string
  readonly currency: string
  readonly country: string
  readonly region: string
  readonly city: string
  readonly street: string
  readonly postal_code: string
  readonly language: string
  readonly time_zone: string
  readonly tax_id: string
  readonly registration_number: string
  readonly phone: string
  readonly color: string
}

export interface Person extends Named {
  readonly login: string
  readonly job_title: string
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly company: string
  readonly language: string
  /** Countries sold to. */
  readonly sells?: readonly string[]
}

export interface TerritoryTold extends Named {
  readonly parent?: string
  readonly manager: string
  readonly team: string
  readonly countries: readonly string[]
}

export interface Market extends Shared {
  readonly country: string
  readonly territory: string
  readonly currency: string
}

export interface ProductTold extends Named {
  readonly code: string
  readonly family?: string
  readonly unit: string
  /** In the currency of the first company. */
  readonly price: number
  /** The most that is sold at once. */
  readonly most: number
}

export interface PipelineTold extends Named, Shared {
  readonly kind: string
  /** Days from opening to the decision, half take longer. */
  readonly cycle: number
  readonly stages: readonly StageTold[]
}

/** A step of open opportunities. */
export interface StageTold extends Named {
  readonly probability: number
  readonly rot?: number
  readonly requirements?: string
}

export interface CampaignTold extends Named {
  readonly kind: string
  readonly month: number
  readonly days: number
  readonly budget: number
  /** People addressed. */
  readonly reach: number
}

/** Chance that can be repeated (random.ts). */
export interface Random {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** One of the items, the likelier the greater its share. */
  weigh<T extends Shared>(items: readonly T[]): T
  /** Around `median`: half below, half above, seldom more than three times as much (log-normal). */
  spread(median: number): number
  /** `#` becomes a digit, `A` a capital letter; all else stays. */
  fill(pattern: string): string
  /** A UUID of version 7 (RFC 9562, section 5.7) of some moment of the day. */
  id(day: string): string
  shuffle<T>(items: readonly T[]): readonly T[]
}
