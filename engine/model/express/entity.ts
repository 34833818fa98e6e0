// Decides an entity: its table and child rows with all expressions, and how records are named, found, sorted and indexed.
import { isKept } from "../derive/reads.ts"
import { carries } from "../outline/ground.ts"
import { closeByState } from "../lifecycle/editing.ts"
import { isState } from "../lifecycle/state-field.ts"
import type { EntityOutline } from "../outline/outline.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, Exclusion, Field, Rows, SortField, Table } from "../types.ts"
import type { Expressions } from "./expressions.ts"
import { checkColumn } from "./column.ts"
import { duplicateIndexes, duplicatesOf } from "./duplicates.ts"
import { likelihoodIndexes } from "./likelihood.ts"
import { mergeOf } from "./merge.ts"
import { expressRows, expressTable, readPartial } from "./table.ts"

/** The finished entity; whatever is wrong in it is reported. */
export function expressEntity(outline: EntityOutline, all: Expressions): Entity {
  const { source, place, loaded, id } = outline
  const rows = new Map<string, Rows>()
  for (const [field, inner] of outline.rows) rows.set(field, expressRows(inner, outline, all))
  const table = closeByState(expressTable(outline, undefined, rows, all), outline, all)
  if (source.kind === "log") for (const held of [table, ...rows.values()]) reportFollowing(held, outline, all)
  const titleField = titleFieldOf(outline, all)
  return {
    ...table,
    module: loaded.module,
    name: id.slice(loaded.module.length + 1),
    plural: source.plural ?? `${source.title}s`,
    kind: source.kind,
    titleField,
    searchable: searchableOf(outline, titleField, all),
    order: orderOf(outline, titleField, all),
    indexes: [
      ...Object.entries(source.indexes ?? {}).map(([name, { fields }]) => {
        const at = inside(place, "indexes", name, "fields")
        return { name, fields: sortFields(fields, outline, at, all) }
      }),
      ...duplicateIndexes(source.duplicates),
      ...likelihoodIndexes(source.properties),
    ],
    exclude: exclusions(outline, all),
    carries: {
      attachments: carries(source, "attachments"),
      comments: carries(source, "comments"),
      activities: carries(source, "activities"),
      history: source.history ?? true,
    },
    rows,
    ...present({ description: source.description, icon: source.icon, ...treeOf(outline, table, all) }),
    ...mergeOf(outline, all),
    ...duplicatesOf(outline, table, all),
  }
}

const customaryTitles = ["name", "title", "subject", "number", "code", "label"]

/** The declared title field, or the first customary one, or the first text; the id where there is none. */
function titleFieldOf({ source, place, fields }: EntityOutline, { report }: Expressions): string {
  const declared = source.title_field
  if (declared !== undefined) {
    const field = fields.get(declared)
    if (field === undefined) report.unknown(inside(place, "title_field"), "field", declared, fields.keys())
    else if (field.type.kind === "list" || field.storage.kind === "any_ref")
      report.fault(
        "MOD014",
        inside(place, "title_field"),
        `"${declared}" is not a single value that could name a record.`,
      )
    return declared
  }
  const texts = [...fields.values()].filter((field) => !isSystem(field) && isText(field))
  return customaryTitles.find((name) => texts.some((field) => field.name === name)) ?? texts[0]?.name ?? "id"
}

/** What a log holds is never changed, so no stored value in it may follow what other records say. */
function reportFollowing({ id, fields }: Table, { place }: EntityOutline, { report }: Expressions): void {
  const [, rows] = id.split("/")
  for (const { name, derived } of fields.values()) {
    if (derived === undefined || !isKept(derived)) continue
    const at = rows === undefined ? inside(place, "properties", name) : inside(place, "properties", rows)
    report.fault(
      "MOD014",
      at,
      `"${name}" is worked out once the record is written, and what a log holds is never changed.`,
      derived.kind === "stored" ? 'Add "virtual": true.' : "Keep it in the records that the log is about.",
    )
  }
}

function searchableOf(
  { source, place, fields }: EntityOutline,
  title: string,
  { report }: Expressions,
): readonly string[] {
  const named = fields.get(title)
  if (source.searchable === undefined)
    return named !== undefined && isText(named) && named.storage.kind === "column" ? [title] : []
  source.searchable.forEach((name, index) => {
    const at = inside(place, "searchable", index)
    const field = fields.get(name)
    if (field === undefined) report.unknown(at, "field", name, fields.keys())
    else if (!isText(field) || field.storage.kind !== "column")
      report.fault("MOD014", at, `"${name}" is not a stored text that could be searched.`)
  })
  return source.searchable
}

/** Catalogues by name, all else newest first: ids are made in order of time (UUID v7, RFC 9562). */
function orderOf(outline: EntityOutline, title: string, all: Expressions): readonly SortField[] {
  const { source, place, fields } = outline
  if (source.order !== undefined) return sortFields(source.order, outline, inside(place, "order"), all)
  const named = fields.get(title)
  const isCatalogue = source.kind === "master" || source.kind === "reference"
  const byTitle = isCatalogue && named?.storage.kind === "column"
  return [byTitle ? { field: title, descending: false } : { field: "id", descending: true }]
}

function sortFields(
  names: readonly string[],
  shape: EntityOutline,
  place: Place,
  all: Expressions,
): readonly SortField[] {
  return names.map((name, index) => {
    const field = name.replace(/^-/, "")
    checkColumn(field, { shape, parent: undefined }, inside(place, index), all)
    return { field, descending: name.startsWith("-") }
  })
}

function exclusions(outline: EntityOutline, all: Expressions): readonly Exclusion[] {
  const standing = { shape: outline, parent: undefined }
  return Object.entries(outline.source.exclude ?? {}).map(([name, { equal, from, to, where, message }]) => {
    const at = inside(outline.place, "exclude", name)
    equal.forEach((field, index) => checkColumn(field, standing, inside(at, "equal", index), all))
    for (const [key, field] of [
      ["from", from],
      ["to", to],
    ] as const) {
      checkColumn(field, standing, inside(at, key), all)
      const kind = outline.fields.get(field)?.type.kind
      if (kind !== undefined && kind !== "date")
        all.report.fault("MOD014", inside(at, key), `"${field}" is not a date.`)
    }
    return {
      name,
      equal,
      from,
      to,
      ...present({ message, where: readPartial(where, standing, inside(at, "where"), all) }),
    }
  })
}

/** A tree is named by a single reference of the entity to itself. */
function treeOf(
  { id, source, place }: EntityOutline,
  table: Table,
  { report }: Expressions,
): { readonly tree?: string } {
  const { tree } = source
  if (tree === undefined) return {}
  const field = table.fields.get(tree)
  if (field === undefined) report.unknown(inside(place, "tree"), "field", tree, table.fields.keys())
  else if (field.storage.kind !== "ref" || field.storage.entity !== id)
    report.fault("MOD014", inside(place, "tree"), `"${tree}" is not a reference from ${id} to itself.`)
  return { tree }
}

function isText(field: Field): boolean {
  return field.type.kind === "text"
}
function isSystem(field: Field): boolean {
  return Object.keys(field.source).length === 0 || isState(field)
}
