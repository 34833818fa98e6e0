// What the books stand on: the companies, parties, products and rates of the tale that was told before, found by what they
// are. The same tale gives the same ground, so that broken-off books go on as they began.
import { createRandom } from "../random.ts"
import type { Batch, Json, ProductTold, Profile, Random, SeedRecord } from "../types.ts"

export interface Party {
  readonly id: string
  readonly name: string
  /** ISO 3166-1 code. */
  readonly country: string
  /** ISO 4217 code. */
  readonly currency: string
}

export interface Ground {
  readonly profile: Profile
  readonly today: string
  readonly companies: ReadonlyMap<string, string>
  readonly countries: ReadonlyMap<string, string>
  readonly currencies: ReadonlyMap<string, string>
  readonly units: ReadonlyMap<string, string>
  readonly customers: readonly Party[]
  readonly suppliers: readonly Party[]
  readonly products: readonly ProductTold[]
  /** What one unit of `from` is worth in `to` on the day, ten decimals. */
  rate(from: string, to: string, day: string): string
  /** The id of what has this key: the same whenever it is asked for. */
  idOf(key: string): string
  /** Chance of its own for a part of the books. */
  random(part: string): Random
}

/** The ground of the batches that `story` told for the day. */
export function groundOf(profile: Profile, batches: Iterable<Batch>, today: string): Ground {
  const told = gathered(batches)
  const of = (entity: string): readonly SeedRecord[] => told.get(entity) ?? []
  const coded = (entity: string): ReadonlyMap<string, string> =>
    new Map(of(entity).map(({ id, code }) => [text(code), id]))
  const currencies = coded("base.currency")
  const countries = coded("base.country")
  const [codes, places] = [turned(currencies), turned(countries)]
  const parties = (role: string): readonly Party[] =>
    of("base.party")
      .filter((party) => party[role] === true)
      .map(({ id, name, country, currency }) => ({
        id,
        name: text(name),
        country: places.get(text(country)) ?? "",
        currency: codes.get(text(currency)) ?? "",
      }))
  return {
    ...{ profile, today, currencies, countries },
    companies: coded("base.company"),
    units: coded("base.unit"),
    customers: parties("is_customer"),
    suppliers: parties("is_supplier"),
    products: profile.products,
    rate: rates(of("base.exchange_rate"), codes),
    idOf: (key) => createRandom(`${profile.tenant} ${today} ${key}`).id(today),
    random: (part) => createRandom(`${profile.tenant} ${today} books ${part}`),
  }
}

function gathered(batches: Iterable<Batch>): ReadonlyMap<string, readonly SeedRecord[]> {
  const told = new Map<string, SeedRecord[]>()
  for (const { action, entity, records } of batches)
    if (action === "create") told.set(entity, [...(told.get(entity) ?? []), ...records])
  return told
}

/** All rates are told from the euro, once a week. */
function rates(
  records: readonly SeedRecord[],
  codes: ReadonlyMap<string, string>,
): (from: string, to: string, day: string) => string {
  const perEuro = new Map<string, { readonly date: string; readonly rate: number }[]>()
  for (const { to_currency, date, rate } of records) {
    const code = codes.get(text(to_currency)) ?? ""
    perEuro.set(code, [...(perEuro.get(code) ?? []), { date: text(date), rate: Number(rate) }])
  }
  const euro = (code: string, day: string): number =>
    code === "EUR" ? 1 : (perEuro.get(code)?.findLast(({ date }) => date <= day)?.rate ?? 1)
  return (from, to, day) => (from === to ? "1" : (euro(to, day) / euro(from, day)).toFixed(10))
}

function turned(ids: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...ids].map(([code, id]) => [id, code]))
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : ""
}
