// LedgerSource -> Ledger: what only books have, every name and expression of it checked.
import { isOwnRow, isVolatile, type Scope, type Type } from "../../expression/index.ts"
import type { LedgerSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import type { LayoutGround } from "../layout/layout.ts"
import { storedScope } from "../express/scope.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, Ledger, Rule } from "../types.ts"
import { checkBalanceFields } from "./balance-fields.ts"
import { costingOf } from "./costing.ts"
import { isSummed } from "./entries.ts"
import { followsOf } from "./follows.ts"
import { locksOf } from "./locks.ts"
import { sourcesOf } from "./sources.ts"
import { entryPath, knownName, knownNames, type LedgerGround } from "./named.ts"

const numberType: Type = { kind: "number" }

/** The ledgers by id, in the order of their entities. */
export function layLedgers(layout: LayoutGround): ReadonlyMap<string, Ledger> {
  checkBalanceFields(layout)
  const sources = sourcesOf(layout.items)
  const found = new Map<string, Ledger>()
  for (const [id, entries] of layout.entities) {
    const loaded = layout.items.ledgers.get(id)
    if (loaded !== undefined) found.set(id, layLedger(loaded, entries, sources.get(id) ?? [], layout))
  }
  return found
}

function layLedger(
  { source, place }: Loaded<LedgerSource>,
  entries: Entity,
  sources: readonly string[],
  layout: LayoutGround,
): Ledger {
  const ground: LedgerGround = { source, place, entries, layout }
  checkMeasures(ground)
  checkRequired(ground)
  const { sides } = source
  if (sides !== undefined)
    for (const side of ["debit", "credit"] as const)
      knownName(sides[side], "measure", source.measures, [inside(place, "sides", side), layout.report])
  return {
    id: source.$id,
    title: source.title,
    dimensions: Object.keys(source.dimensions),
    measures: Object.keys(source.measures),
    attributes: Object.keys(source.attributes ?? {}),
    sources,
    locks: locksOf(ground),
    follows: followsOf(ground),
    ...present({
      sides,
      balanced: balancedOf(ground),
      chain: chainOf(ground),
      totals: totalsOf(ground),
      balances: balancesOf(ground),
      costing: costingOf(ground),
    }),
  }
}

function totalsOf(ground: LedgerGround): Ledger["totals"] {
  const { source, place } = ground
  if (source.totals === undefined) return undefined
  const { by, period } = source.totals
  return {
    by: dimensions(by, inside(place, "totals", "by"), ground),
    period: period === "day" ? "day" : "month",
    days: period === "month_and_day",
  }
}

function checkMeasures({ source, place, entries, layout }: LedgerGround): void {
  for (const [name, property] of Object.entries(source.measures))
    if (entries.fields.has(name) && !isSummed(property, entries.fields.get(name)))
      layout.report.fault(
        "MOD014",
        inside(place, "measures", name),
        `"${name}" is not a stored decimal that could be summed.`,
        'Use "format": "decimal", "money" or "quantity".',
      )
}

function checkRequired({ source, place, layout }: LedgerGround): void {
  const known = { ...source.dimensions, ...source.attributes }
  knownNames(source.required ?? [], "dimension or attribute", known, [
    inside(place, "required"),
    layout.report,
  ])
}

function dimensions(
  names: readonly string[],
  place: Place,
  { source, layout }: LedgerGround,
): readonly string[] {
  return knownNames(names, "dimension", source.dimensions, [place, layout.report])
}

/** Entries of a posting are summed as they are written, so the sum reads their own columns only. */
function balancedOf(ground: LedgerGround): Ledger["balanced"] {
  const { source, place, entries, layout } = ground
  const { all } = layout
  if (source.balanced === undefined) return undefined
  const at = inside(place, "balanced")
  const by = dimensions(source.balanced.by ?? [], inside(at, "by"), ground)
  const sum = all.read(
    source.balanced.sum,
    storedScope({ shape: entries, parent: undefined }, all),
    numberType,
    inside(at, "sum"),
  )
  if (sum === undefined) return undefined
  if (!isOwnRow(sum.node))
    all.report.fault("MOD014", inside(at, "sum"), "The sum may read fields of the entry itself only.")
  return { sum, by }
}

function chainOf(ground: LedgerGround): Ledger["chain"] {
  const { source, place, entries, layout } = ground
  if (source.chain === undefined) return undefined
  const at = inside(place, "chain")
  const { by, when } = source.chain
  const path = when === undefined ? undefined : entryPath(when, ground, inside(at, "when"))
  const type =
    path?.of === undefined
      ? entries.fields.get(path?.field ?? "")?.type
      : layout.entities.get(path.of.entity)?.fields.get(path.of.field)?.type
  if (type !== undefined && type.kind !== "boolean")
    layout.report.fault("MOD014", inside(at, "when"), `"${when ?? ""}" is not true or false.`)
  return { by: dimensions(by, inside(at, "by"), ground), ...present({ when: path }) }
}

function balancesOf(ground: LedgerGround): Ledger["balances"] {
  const { source, place } = ground
  if (source.balances === undefined) return undefined
  const at = inside(place, "balances")
  const by = dimensions(source.balances.by, inside(at, "by"), ground)
  const scope = balanceScope(by, ground)
  const rules = Object.entries(source.balances.rules ?? {}).flatMap(([key, rule]): readonly Rule[] => {
    const here = inside(at, "rules", key)
    const assert = ground.layout.all.read(rule.assert, scope, booleanType, inside(here, "assert"))
    if (assert === undefined) return []
    if (isVolatile(assert.node))
      ground.layout.report.fault(
        "MOD014",
        inside(here, "assert"),
        "A balance's rule cannot ask for the time or the user.",
      )
    const { message, path = "" } = rule
    return [{ id: `${source.$id}#balances/${key}`, assert, message, path, needsOld: false }]
  })
  return { by, rules }
}

/** Plain names are the dimensions of a balance and its measures. */
function balanceScope(by: readonly string[], { source, entries, layout }: LedgerGround): Scope {
  const names = [...by, ...Object.keys(source.measures)]
  const fields = names.flatMap((name) => {
    const field = entries.fields.get(name)
    return field === undefined ? [] : [[name, field] as const]
  })
  const shape = { ...entries, fields: new Map(fields) }
  return storedScope({ shape, parent: undefined }, layout.all)
}
