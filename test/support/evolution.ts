// Random pairs of shops, the second grown out of the first: entities and fields kept, dropped, renamed, changed and added.
import fc from "fast-check"
import type { JsonValue } from "../../engine/metaschema/index.ts"
import type { Shop } from "./shop.ts"

type Property = Readonly<Record<string, JsonValue>>

/** A property that may name entities of its shop; `at` picks one. */
type Kind = (entities: readonly string[], at: number) => Property

const pick = (entities: readonly string[], at: number): string => `shop.${entities[at % entities.length]}`

const kinds: readonly Kind[] = [
  () => ({ type: "string" }),
  () => ({ type: "string", maxLength: 20 }),
  () => ({ type: "string", unique: true }),
  () => ({ type: "string", default: "none", indexed: true }),
  () => ({ type: "string", enum: ["x", "y"] }),
  () => ({ type: "string", enum: ["x", "y", "z"] }),
  () => ({ type: "integer" }),
  () => ({ type: "integer", minimum: 0, default: 7 }),
  () => ({ type: "string", format: "decimal", precision: 12, scale: 2 }),
  () => ({ type: "string", format: "decimal", precision: 10, scale: 4 }),
  () => ({ type: "boolean", default: false }),
  () => ({ type: "string", format: "date" }),
  () => ({ type: "string", format: "date-time" }),
  () => ({ type: "array", items: { type: "string" } }),
  () => ({ type: "integer", computed: "base * 2" }),
  () => ({ type: "integer", computed: "base + 1" }),
  () => ({ type: "integer", computed: "sum(lines, amount)" }),
  (entities, at) => ({ ref: pick(entities, at) }),
  (entities, at) => ({ ref: pick(entities, at), on_delete: "set_null" }),
  (entities, at) => ({ type: "array", ref: pick(entities, at), many: true }),
  (entities, at) =>
    entities.length < 2 ? { type: "boolean" } : { ref: [pick(entities, at), pick(entities, at + 1)] },
]

/** What becomes of a field or entity. */
type Fate = "keep" | "drop" | "rename" | "change"
const fate = fc.constantFrom<Fate>("keep", "keep", "keep", "drop", "rename", "change")
const field = fc.record({
  kind: fc.nat(kinds.length - 1),
  next: fc.nat(kinds.length - 1),
  at: fc.nat(3),
  fate,
})

const entity = fc.record({
  fate: fc.constantFrom<Fate>("keep", "keep", "drop", "rename"),
  fields: fc.dictionary(fc.constantFrom("a", "b", "c", "d"), field, { maxKeys: 4 }),
  added: fc.dictionary(fc.constantFrom("e", "f"), field, { maxKeys: 2 }),
})
type EntityPlan = typeof entity extends fc.Arbitrary<infer T> ? T : never

export interface Evolution {
  readonly from: Shop
  readonly to: Shop
}

const sums = fc.constantFrom<"a" | "b">("a", "b")
const ledger = fc.record({
  totals: fc.option(fc.uniqueArray(sums, { minLength: 1 })),
  period: fc.constantFrom("day", "month"),
  balances: fc.option(fc.uniqueArray(sums, { minLength: 1 })),
  more: fc.boolean(),
  renamed: fc.boolean(),
  gone: fc.constantFrom(false, false, false, true),
})
type LedgerPlan = typeof ledger extends fc.Arbitrary<infer T> ? T : never

/** Two shops, the second with the `was` of all that it renames. */
export const evolution: fc.Arbitrary<Evolution> = fc
  .tuple(
    fc.dictionary(fc.constantFrom("alpha", "beta", "gamma"), entity, { minKeys: 1, maxKeys: 3 }),
    fc.option(fc.tuple(ledger, ledger), { freq: 2 }),
  )
  .map(([plans, books]) => {
    const old = Object.entries(plans)
    const kept = old.filter(([, { fate: what }], at) => at === 0 || what !== "drop")
    const names = new Map(kept.map(([name, plan]) => [name, plan.fate === "rename" ? `${name}2` : name]))
    const [before, after] = [old.map(([name]) => name), [...names.values()]]
    return {
      from: {
        ...Object.fromEntries(old.map(([name, plan]) => [name, oldEntity(plan, before)])),
        ...(books === null ? {} : { book: ledgerOf(books[0], { second: "b" }) }),
      },
      to: {
        ...Object.fromEntries(
          kept.map(([name, plan]) => newEntity(name, names.get(name) ?? name, plan, after)),
        ),
        ...(books === null || books[1].gone ? {} : { book: ledgerOf(books[1], secondOf(books[1])) }),
      },
    }
  })

const line = {
  line: { type: "object", properties: { amount: { type: "integer" }, text: { type: "string" } } },
}
const rows: Property = { type: "array", items: { $ref: "#/$defs/line" } }
const always: Readonly<Record<string, Property>> = { name: { type: "string" }, base: { type: "integer" } }

function oldEntity({ fields }: EntityPlan, entities: readonly string[]): Shop[string] {
  const own = Object.entries(fields).map(
    ([name, { kind, at }]) => [name, propertyOf(kind, entities, at)] as const,
  )
  return { properties: { ...always, lines: rows, ...Object.fromEntries(own) }, $defs: line }
}

function newEntity(
  was: string,
  name: string,
  plan: EntityPlan,
  entities: readonly string[],
): [string, Shop[string]] {
  const own = Object.entries(plan.fields).flatMap(([field, { kind, next, at, fate: what }]) => {
    switch (what) {
      case "drop":
        return []
      case "keep":
        return [[field, propertyOf(kind, entities, at)] as const]
      case "change":
        return [[field, propertyOf(next, entities, at)] as const]
      case "rename":
        return [[`${field}2`, { ...propertyOf(kind, entities, at), was: field }] as const]
    }
  })
  const added = Object.entries(plan.added).map(
    ([field, { kind, at }]) => [field, propertyOf(kind, entities, at)] as const,
  )
  const renamed = name === was ? {} : { was: `shop.${was}` }
  const properties = { ...always, lines: rows, ...Object.fromEntries([...own, ...added]) }
  return [name, { ...renamed, properties, $defs: line }]
}

function propertyOf(kind: number, entities: readonly string[], at: number): Property {
  return kinds[kind]?.(entities, at) ?? { type: "string" }
}

/** What the second dimension is called, and was. */
interface Second {
  readonly second: string
  readonly was?: string
}

function secondOf({ renamed }: LedgerPlan): Second {
  return renamed ? { second: "b2", was: "b" } : { second: "b" }
}

/** A ledger of two dimensions, kept sums and one measure or two. */
function ledgerOf({ totals, period, balances, more }: LedgerPlan, { second, was }: Second): Shop[string] {
  const by = (names: readonly ("a" | "b")[]): string[] => names.map((name) => (name === "b" ? second : name))
  const money: Property = { type: "string", format: "decimal", precision: 12, scale: 2 }
  return {
    dimensions: {
      a: { type: "string", indexed: true },
      [second]: { type: "string", ...(was === undefined ? {} : { was }) },
    },
    measures: { amount: money, ...(more ? { other: money } : {}) },
    ...(totals === null ? {} : { totals: { by: by(totals), period } }),
    ...(balances === null ? {} : { balances: { by: by(balances) } }),
  }
}
