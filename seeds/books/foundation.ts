// What a legal entity needs before its first document: a chart of accounts, fiscal years with their months, terms of
// payment, and for who trades a warehouse and items.
import { charts, layChart, type Chart, type LaidChart } from "../charts.ts"
import { addDays } from "../days.ts"
import { create, decimal, known, record } from "../record.ts"
import type { Batch, Json, OwnCompany, ProductTold, SeedRecord } from "../types.ts"
import type { Ground } from "./ground.ts"
import { textOf } from "./rows.ts"
import type { Fields } from "./types.ts"

export interface Foundation {
  readonly laid: LaidChart
  readonly batches: readonly Batch[]
  /** The company's defaults, by field. */
  readonly defaults: Fields
}

/** Goods of the company: those of a house with two companies are shared out, so that each has its own stock. */
export function goodsOf({ profile }: Ground, own: OwnCompany): readonly ProductTold[] {
  const place = profile.companies.findIndex(({ code }) => code === own.code)
  const goods = profile.products.filter(({ family }) => family === undefined)
  return goods.filter((_, at) => (at % 3 === 2 ? 1 : 0) === place)
}

export function chartOf({ country }: OwnCompany): Chart {
  return country === "DE" ? charts.germany : charts.generic
}

/** Lays the foundation for the books from the day `from` on. */
export async function foundation(ground: Ground, own: OwnCompany, from: string): Promise<Foundation> {
  const batches: Batch[] = []
  let defaults: Fields = {}
  const company = known(ground.companies, own.code)
  const id = (entity: string, key: string): string => ground.idOf(`${own.code} ${entity} ${key}`)
  const laid = await layChart(
    chartOf(own),
    company,
    {
      create: (entity, records) => {
        const made = records.map((fields) => ({ ...fields, id: id(entity, textOf(fields["code"])) }))
        batches.push(create(entity, made))
        return Promise.resolve(made.map((each) => each.id))
      },
      change: (_entity, _id, patch) => Promise.resolve(void (defaults = patch)),
    },
    known(ground.countries, own.country),
  )
  batches.push(terms(ground))
  if (goodsOf(ground, own).length > 0) batches.push(...stores(ground, own, id))
  batches.push(...years(ground, company, from, id))
  return { laid, batches, defaults }
}

type Id = (entity: string, key: string) => string

/** Calendar years, each with twelve months. */
function years({ today }: Ground, company: string, from: string, id: Id): readonly Batch[] {
  const names = Array.from({ length: Number(today.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, at) =>
    String(Number(from.slice(0, 4)) + at),
  )
  const yearRecords = names.map((name) => ({
    id: id("accounting.fiscal_year", name),
    ...{ company, name, first_day: `${name}-01-01`, last_day: `${name}-12-31` },
  }))
  const periods = names.flatMap((year) =>
    Array.from({ length: 12 }, (_, at) => {
      const name = `${year}-${String(at + 1).padStart(2, "0")}`
      const next = at === 11 ? `${Number(year) + 1}-01-01` : `${year}-${String(at + 2).padStart(2, "0")}-01`
      return {
        id: id("accounting.period", name),
        ...{ company, fiscal_year: id("accounting.fiscal_year", year), name },
        ...{ first_day: `${name}-01`, last_day: addDays(next, -1) },
      }
    }),
  )
  return [create("accounting.fiscal_year", yearRecords), create("accounting.period", periods)]
}

/** Of the whole house. */
function terms({ idOf }: Ground): Batch {
  const term = (key: string, name: string, instalments: readonly Json[], discount: Fields = {}): SeedRecord =>
    record(idOf(`term ${key}`), { name, instalments, ...discount })
  return create("accounting.payment_term", [
    term("net30", "30 days net", [{ kind: "rest", days: 30 }]),
    term("early", "2 % within 10 days, 30 days net", [{ kind: "rest", days: 30 }], {
      ...{ discount_kind: "percent", discount_value: "2", discount_days: 10 },
    }),
    term("halves", "Half at once, half in 60 days", [
      { kind: "percent", value: "50", days: 0 },
      { kind: "rest", days: 60 },
    ]),
  ])
}

function stores(ground: Ground, own: OwnCompany, id: Id): readonly Batch[] {
  const company = known(ground.companies, own.code)
  const group = id("inventory.item_group", "goods")
  const items = goodsOf(ground, own).map((product): SeedRecord => {
    const price = priceIn(ground, own, product.price)
    return {
      id: id("inventory.item", product.code),
      ...{ code: product.code, name: product.name, group, unit: known(ground.units, product.unit) },
      valuation_method: product.unit === "KGM" ? "moving_average" : "fifo",
      ...{ sales_price: decimal(price), purchase_price: decimal(price * costShare), lead_days: 7 },
    }
  })
  const warehouses = [
    { id: id("inventory.warehouse", "MAIN"), company, code: "MAIN", name: `${own.city}, main store` },
    { id: id("inventory.warehouse", "COLD"), company, code: "COLD", name: `${own.city}, cold store` },
  ]
  return [
    create("inventory.warehouse", warehouses),
    create("inventory.item_group", [record(group, { name: `Goods of ${own.name}` })]),
    create("inventory.item", items),
  ]
}

/** What goods cost of what they are sold for. */
export const costShare = 0.62

/** A price told in the currency of the house, in that of the company, in round cents. */
export function priceIn({ profile, rate, today }: Ground, own: OwnCompany, price: number): number {
  const home = profile.companies[0]?.currency ?? own.currency
  const factor = Number(rate(home, own.currency, addDays(today, -730)))
  return Math.round(price * factor * 20) / 20
}
