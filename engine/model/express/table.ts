// Decides a whole table: its outline with every expression checked, rules and unique sets.
import type { Property, UniqueSource } from "../../metaschema/index.ts"
import { isOwnRow } from "../../expression/index.ts"
import { settleGenerated } from "../derive/settle.ts"
import { checkRounds } from "../lookup/order.ts"
import type { EntityOutline, Outline, RowsOutline } from "../outline/outline.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Field, Rows, Table, UniqueSet } from "../types.ts"
import { booleanType, type Expressions } from "./expressions.ts"
import { checkColumn } from "./column.ts"
import { expressField } from "./field.ts"
import { rulesOf } from "./rules.ts"
import { storedScope, type Standing } from "./scope.ts"

/** Child rows with their expressions. */
export function expressRows(rows: RowsOutline, parent: EntityOutline, all: Expressions): Rows {
  const table = expressTable(rows, parent, new Map(), all)
  return { ...table, entity: rows.entity, field: rows.field }
}

/** A table with its expressions; `rows` are the finished child rows by field. */
export function expressTable(
  outline: Outline,
  parent: Outline | undefined,
  rows: ReadonlyMap<string, Rows>,
  all: Expressions,
): Table {
  const { id, table, source, place } = outline
  const standing: Standing = { shape: outline, parent }
  const expressed = new Map<string, Field>()
  for (const [name, bare] of outline.fields) {
    const property = Object.hasOwn(source.properties, name) ? source.properties[name] : undefined
    expressed.set(name, property === undefined ? bare : express(bare, property))
  }
  function express(bare: Field, property: Property): Field {
    const at = inside(place, "properties", bare.name)
    const field = expressField(bare, property, [standing, at], all)
    const held = rows.get(bare.name)
    return held === undefined ? field : { ...field, rows: held, storage: { kind: "rows", rows: held } }
  }
  const fields = settleGenerated(expressed)
  checkRounds({ fields }, (name) => inside(place, "properties", name), all.report)
  return {
    id,
    table,
    title: outline.title,
    fields,
    rules: rulesOf(source.rules ?? {}, fields, { id, standing, place, all }),
    unique: uniqueSets(source.unique ?? {}, standing, place, all),
    ...present({ was: "was" in source ? source.was : undefined, tree: outline.tree }),
  }
}

function uniqueSets(
  declared: Readonly<Record<string, UniqueSource>>,
  standing: Standing,
  place: Place,
  all: Expressions,
): readonly UniqueSet[] {
  return Object.entries(declared).map(([name, { fields, where, message }]) => {
    const at = inside(place, "unique", name)
    fields.forEach((field, index) => checkColumn(field, standing, inside(at, "fields", index), all))
    return {
      name,
      fields,
      ...present({ message, where: readPartial(where, standing, inside(at, "where"), all) }),
    }
  })
}

/** The condition of a partial index or constraint: own columns only, nothing that changes with time. */
export function readPartial(
  text: string | undefined,
  standing: Standing,
  place: Place,
  all: Expressions,
): UniqueSet["where"] {
  const where =
    text === undefined ? undefined : all.read(text, storedScope(standing, all), booleanType, place)
  if (where === undefined || isOwnRow(where.node)) return where
  all.report.fault("MOD014", place, "The condition may read fields of the record itself only.")
  return undefined
}
