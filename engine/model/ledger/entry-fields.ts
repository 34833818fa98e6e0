// The fields that every entry has without declaring them: which posting wrote it, when, from which document and line, by
// which rule, and what it reverses or adjusts.
import type { LedgerSource } from "../../metaschema/index.ts"
import type { Type } from "../../expression/index.ts"
import { targetColumn } from "../names.ts"
import type { ColumnType, Field, FieldTypeName, Storage } from "../types.ts"

/** Names that dimensions, measures and attributes cannot have. */
export const entryNames: readonly string[] = [
  "posting",
  "number",
  "date",
  "source",
  "line",
  "rule",
  "reverses",
  "adjusts",
  "origin",
]

/** The system's fields of an entry of the ledger; `sources` are the documents that post into it. */
export function entryFields(ledger: LedgerSource, sources: readonly string[]): readonly Field[] {
  const own = (name: string, title: string): Field => reference(name, title, ledger.$id)
  return [
    plain("posting", "Posting", ["text", { type: "uuid" }, { kind: "text" }]),
    plain("number", "Order", ["integer", { type: "bigint" }, { kind: "number", whole: 19, scale: 0 }]),
    plain("date", "Date", ["date", { type: "date" }, { kind: "date" }]),
    ...(sources.length === 0 ? [] : [sourceField(sources)]),
    optional(plain("line", "Line", ["text", { type: "uuid" }, { kind: "text" }])),
    plain("rule", "Rule", ["text", { type: "text" }, { kind: "text" }]),
    own("reverses", "Reverses"),
    ...(ledger.costing === undefined ? [] : [own("adjusts", "Adjusts"), own("origin", "Cost of")]),
  ]
}

type Kind = readonly [fieldType: FieldTypeName, column: ColumnType, type: Type]

function plain(name: string, title: string, [fieldType, column, type]: Kind): Field {
  const { type: stored } = column
  const format = stored === "uuid" || stored === "date" ? { format: stored } : {}
  return {
    ...common(name, title, { kind: "column", column }),
    fieldType,
    type,
    json: fieldType === "integer" ? "integer" : "string",
    ...format,
  }
}

function reference(name: string, title: string, entity: string): Field {
  return optional({
    ...common(name, title, { kind: "ref", entity, onDelete: "restrict" }),
    fieldType: "ref",
    type: { kind: "ref", entities: [entity] },
    json: "string",
  })
}

function optional(field: Field): Field {
  return { ...field, required: false, nullable: true }
}

/** Always polymorphic, also where one document posts: another one may come with the next module. */
function sourceField(sources: readonly string[]): Field {
  const targets = sources.map((entity) => ({ entity, column: targetColumn("source", entity) }))
  return {
    ...common("source", "Source", { kind: "any_ref", targets, onDelete: "restrict" }),
    fieldType: "any_ref",
    type: { kind: "ref", entities: sources },
    json: "object",
  }
}

function common(name: string, title: string, storage: Storage): Omit<Field, "fieldType" | "type" | "json"> {
  return {
    name,
    title,
    storage,
    required: true,
    nullable: false,
    system: true,
    unique: false,
    indexed: false,
    source: {},
  }
}
