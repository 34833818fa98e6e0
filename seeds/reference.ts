// What every company needs before it has a single customer: languages, currencies, countries, regions, units.
import countries from "./reference/countries.json" with { type: "json" }
import currencies from "./reference/currencies.json" with { type: "json" }
import languages from "./reference/languages.json" with { type: "json" }
import regions from "./reference/regions.json" with { type: "json" }
import unitCategories from "./reference/units.json" with { type: "json" }
import type { Random } from "./types.ts"
import { create, known, record } from "./record.ts"
import type { Batch } from "./types.ts"

/** Ids by code. */
export interface Reference {
  readonly batches: readonly Batch[]
  readonly languages: ReadonlyMap<string, string>
  readonly currencies: ReadonlyMap<string, string>
  readonly countries: ReadonlyMap<string, string>
  readonly regions: ReadonlyMap<string, string>
  readonly units: ReadonlyMap<string, string>
}

type Ids = ReadonlyMap<string, string>

/** The reference data as of `day` (ISO 639, 4217, 3166-1, 3166-2, UN/CEFACT Recommendation 20). */
export function referenceData(random: Random, day: string): Reference {
  const ids = (coded: readonly { readonly code: string }[]): Ids =>
    new Map(coded.map(({ code }) => [code, random.id(day)]))
  const all: Omit<Reference, "batches"> = {
    languages: ids(languages),
    currencies: ids(currencies),
    countries: ids(countries),
    regions: ids(regions),
    units: ids(unitCategories.flatMap((category) => category.units)),
  }
  const categories = new Map(unitCategories.map(({ category }) => [category, random.id(day)]))
  return { ...all, batches: [...placeBatches(all), ...unitBatches(categories, all.units)] }
}

function placeBatches(ids: Omit<Reference, "batches">): readonly Batch[] {
  const currencyOf = (code: string | undefined): string | undefined =>
    code === undefined ? code : known(ids.currencies, code)
  return [
    create(
      "base.language",
      languages.map((each) => record(known(ids.languages, each.code), each)),
    ),
    create(
      "base.currency",
      currencies.map((each) => record(known(ids.currencies, each.code), each)),
    ),
    create(
      "base.country",
      countries.map((each) =>
        record(known(ids.countries, each.code), { ...each, currency: currencyOf(each.currency) }),
      ),
    ),
    create(
      "base.region",
      regions.map((each) =>
        record(known(ids.regions, each.code), { ...each, country: known(ids.countries, each.country) }),
      ),
    ),
  ]
}

function unitBatches(categories: Ids, ids: Ids): readonly Batch[] {
  const units = unitCategories.flatMap(({ category, units: members }) =>
    members.map((each) => record(known(ids, each.code), { ...each, category: known(categories, category) })),
  )
  return [
    create(
      "base.unit_category",
      [...categories].map(([name, id]) => record(id, { name })),
    ),
    create("base.unit", units),
  ]
}
