// Decides the entries of a ledger as an entity of kind `ledger`: the declared fields beside those of every entry.
import { isVolatile } from "../../expression/index.ts"
import type { LedgerSource, Property } from "../../metaschema/index.ts"
import { expressEntity } from "../express/entity.ts"
import type { Expressions } from "../express/expressions.ts"
import { identifierLimit } from "../names.ts"
import { outlineEntity } from "../outline/entity.ts"
import type { Ground } from "../outline/ground.ts"
import type { EntityOutline } from "../outline/outline.ts"
import { checkLengths } from "../outline/storage.ts"
import { recordFields } from "../outline/system-fields.ts"
import type { Items } from "../read/items.ts"
import { inside, type Report } from "../report.ts"
import type { Entity, Field } from "../types.ts"
import { placeInLedger, reportInLedger } from "./entries-source.ts"
import { entryFields, entryNames } from "./entry-fields.ts"
import { sourcesOf } from "./sources.ts"
import { ledgerTable } from "./tables.ts"

/** The outline of the entries of the ledger with this id; undefined when there is no such ledger. */
export function outlineEntries(
  id: string,
  loaded: EntityOutline["loaded"],
  ground: Ground,
): EntityOutline | undefined {
  const ledger = ground.items.ledgers.get(id)
  if (ledger === undefined) return undefined
  const report = reportInLedger(ground.report, ledger)
  checkProperties(ledger.source, loaded, report)
  checkLengths(tablesOf(ledger.source), ledger.place, report, identifierLimit)
  const outline = outlineEntity(id, loaded, {
    ...ground,
    report,
    isTarget: (target, place, module) => ground.isTarget(target, placeInLedger(place, ledger), module),
  })
  const sources = sourcesOf(ground.items).get(id) ?? []
  const system = recordFields(id).length
  const fields = [...outline.fields.values()]
  const all = [...fields.slice(0, system), ...entryFields(ledger.source, sources), ...fields.slice(system)]
  return { ...outline, fields: new Map(all.map((field) => [field.name, field])) }
}

/** The tables that the ledger keeps beside its entries. */
function tablesOf({ $id, totals, balances, costing, chain }: LedgerSource): readonly string[] {
  const days = totals?.period === "month_and_day" ? totals : undefined
  const parts = { totals, days, balance: balances, cost: costing, chain } as const
  const names = ["totals", "days", "balance", "cost", "chain"] as const
  return names.filter((part) => parts[part] !== undefined).map((part) => ledgerTable($id, part))
}

/** Nobody writes entries by hand, so what speaks of input does nothing. */
const idle = [
  "default",
  "visible",
  "required_when",
  "read_only_when",
  "immutable_after",
  "sequence",
  "rollup",
  "balance",
  "likelihood",
  "unique",
  "readOnly",
  "filter",
  "copy",
] as const

function checkProperties(source: LedgerSource, loaded: EntityOutline["loaded"], report: Report): void {
  const sections = [source.dimensions, source.measures, source.attributes ?? {}]
  const names = new Set<string>()
  for (const [name, property] of sections.flatMap((section) => Object.entries(section))) {
    const place = inside(loaded.place, "properties", name)
    if (entryNames.includes(name))
      report.fault(
        "MOD011",
        place,
        `"${name}" is kept by the system for every entry.`,
        "Choose another name.",
      )
    if (names.has(name)) report.fault("MOD014", place, `"${name}" is declared twice in the ledger.`)
    names.add(name)
    for (const key of idle)
      if (property[key] !== undefined)
        report.fault(
          "MOD013",
          inside(place, key),
          `"${key}" does nothing in a ledger: postings write entries.`,
        )
    if (property.items !== undefined || property.many === true)
      report.fault("MOD014", place, "An entry holds single values.")
  }
}

/** The entity of a ledger's entries, in order of date and of writing, newest first; undefined for any other entity. */
export function expressEntries(outline: EntityOutline, items: Items, all: Expressions): Entity | undefined {
  const ledger = items.ledgers.get(outline.id)
  if (ledger === undefined) return undefined
  const report = reportInLedger(all.report, ledger)
  const relocated: Expressions = {
    ...all,
    report,
    read: (text, scope, expected, place) => all.read(text, scope, expected, placeInLedger(place, ledger)),
  }
  const entity = expressEntity(outline, relocated)
  for (const { id, assert, needsOld } of entity.rules)
    if (needsOld || isVolatile(assert.node))
      report.fault(
        "MOD014",
        inside(ledger.place, "rules", id.split("/")[1] ?? ""),
        "An entry is written once: its rules cannot ask for the time, the user or what was before.",
      )
  return {
    ...entity,
    kind: "ledger",
    fields: new Map([...entity.fields].map(([name, field]) => [name, kept(field)])),
    order: ["date", "number"].map((field) => ({ field, descending: true })),
  }
}

/** Only postings write entries. */
function kept(field: Field): Field {
  return field.system ? field : { ...field, system: true }
}

/** Whether the property is a number that can be summed in the database. */
export function isSummed(property: Property | undefined, field: Field | undefined): boolean {
  return (
    property?.virtual !== true && field?.storage.kind === "column" && field.storage.column.type === "numeric"
  )
}
