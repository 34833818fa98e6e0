// Fields as a principal may see them: what forms, lists and filters must know of each.
import type { EntityAccess } from "../access/index.ts"
import type { Field, Rows, Table } from "../model/index.ts"

/** Gives the translation at a pointer, or else the text. */
export type Say = (pointer: string, text: string) => string

/** Where a field stands, and who sees it; fields of child rows have no rights of their own. */
interface Place {
  readonly pointer: string
  readonly order: number
  readonly access: EntityAccess | undefined
  readonly say: Say
}

/** The fields that show, by name. */
export function fieldsView(
  table: Table,
  pointer: string,
  access: EntityAccess | undefined,
  say: Say,
): Record<string, unknown> {
  const shown = [...table.fields.values()].filter(
    (field) => field.format !== "secret" && access?.field(field.name).read !== false,
  )
  return Object.fromEntries(
    shown.map((field, order) => [
      field.name,
      fieldView(field, { pointer: `${pointer}/properties/${field.name}`, order, access, say }),
    ]),
  )
}

function fieldView(field: Field, at: Place): Record<string, unknown> {
  const { pointer, order, access, say } = at
  const { storage } = field
  const isWritten = access === undefined || access.field(field.name).write !== false
  return {
    name: field.name,
    title: say(`${pointer}/title`, field.title),
    ...(field.description === undefined
      ? {}
      : { description: say(`${pointer}/description`, field.description) }),
    type: field.json,
    format: field.format,
    enum: choices(field, at),
    ref: refOf(field),
    many: storage.kind === "many" ? true : undefined,
    rows: storage.kind === "rows" ? rowsView(storage.rows, field, say) : undefined,
    required: field.required && field.lookup === undefined,
    lookup: field.lookup === undefined ? undefined : true,
    closed_in: field.closedIn,
    read_only: field.system || field.derived !== undefined || !isWritten,
    calculated: field.calculation === undefined ? undefined : true,
    // What is looked up comes before the default, which therefore is not to be sent.
    default: field.lookup === undefined ? defaultOf(field) : undefined,
    ...expressionsOf(field),
    ...limitsOf(field),
    currency_field: field.currencyField,
    unit_field: field.unitField,
    order,
  }
}

function choices(field: Field, { pointer, say }: Place): unknown {
  // Merged metadata: the metaschema has held both to texts by value.
  const titles = (field.source["enum_titles"] ?? {}) as Readonly<Record<string, string>>
  const colors = (field.source["enum_colors"] ?? {}) as Readonly<Record<string, string>>
  return field.enum?.map((value) => ({
    value,
    title: say(
      field.lifecycle === undefined
        ? `${pointer}/enum_titles/${value}`
        : `${field.lifecycle}/states/${value}/title`,
      titles[value] ?? value,
    ),
    color: colors[value],
  }))
}

function rowsView(rows: Rows, { source }: Field, say: Say): Record<string, unknown> {
  const pointer = rowsPointer(rows.id, source)
  return { title: say(`${pointer}/title`, rows.title), fields: fieldsView(rows, pointer, undefined, say) }
}

function expressionsOf(field: Field): Record<string, unknown> {
  const { derived } = field
  return {
    computed: derived !== undefined && "expression" in derived ? derived.expression.text : undefined,
    virtual: field.storage.kind === "virtual" ? true : undefined,
    visible: field.visible?.text,
    required_when: field.requiredWhen?.text,
    read_only_when: field.readOnlyWhen?.text,
    filter: field.filter?.text,
    copy: field.copy && Object.fromEntries(field.copy.map((copy) => [copy.field, copy.value.text])),
  }
}

function limitsOf({ storage, source, ...field }: Field): Record<string, unknown> {
  const isDecimal = storage.kind === "column" && storage.column.type === "numeric"
  return {
    max_length: field.maxLength,
    minimum: field.minimum,
    maximum: field.maximum,
    pattern: field.pattern,
    scale: isDecimal ? storage.column.scale : source["scale"],
  }
}

/** A constant as it is, an expression as the metadata write it: a form can then work it out before the record is stored. */
function defaultOf({ default: value }: Field): unknown {
  if (value === undefined) return undefined
  return value.kind === "constant" ? value.value : { expression: value.expression.text }
}

/** Child rows are declared below `$defs` of their entity: there stand their translations. */
function rowsPointer(id: string, source: Field["source"]): string {
  const items = source["items"] as { readonly $ref?: string } | undefined
  return `${id.split("/")[0]}${(items?.$ref ?? "#").slice(1)}`
}

function refOf(field: Field): unknown {
  const { storage } = field
  if (storage.kind === "ref" || storage.kind === "many") return storage.entity
  return storage.kind === "any_ref" ? storage.targets.map(({ entity }) => entity) : undefined
}
