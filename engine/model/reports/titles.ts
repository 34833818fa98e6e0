// What columns, groups and listed values are called, and where the translations of that stand.
import type { Expression } from "../../expression/index.ts"
import { findTable } from "../find-table.ts"
import { humanise } from "../names.ts"
import type { Field, Said, Table } from "../types.ts"
import type { ReportGround } from "./scope.ts"

/** A field and the table that declares it. */
export interface Found {
  readonly table: Table
  readonly field: Field
}

/** The field that an expression is, if it is a bare path through records. */
export function fieldOf({ node }: Expression, { layout }: ReportGround): Found | undefined {
  if (node.kind !== "path" || (node.root !== "row" && node.root !== "parent")) return undefined
  const last = node.steps.at(-1)
  const table = last && findTable(last.shape, layout.entities)
  const field = last && table?.fields.get(last.field)
  return table === undefined || field === undefined ? undefined : { table, field }
}

/** The title as declared at `pointer`, or else that of the field, or else the name in words. */
export function titleOf(
  title: string | undefined,
  pointer: string,
  found: Found | undefined,
  name: string,
): Said {
  if (title !== undefined) return { text: title, pointer: `${pointer}/title` }
  if (found === undefined) return { text: humanise(name), pointer: `${pointer}/title` }
  return { text: found.field.title, pointer: `${pointerOf(found)}/title` }
}

/** What the listed values of a field are called; undefined where it lists none. */
export function titlesOf({ table, field }: Found): ReadonlyMap<string, Said> | undefined {
  if (field.enum === undefined) return undefined
  // The metaschema has held enum_titles to texts by value.
  const titles = (field.source["enum_titles"] ?? {}) as Readonly<Record<string, string>>
  return new Map(
    field.enum.map((value) => {
      const pointer =
        field.lifecycle === undefined
          ? `${pointerOf({ table, field })}/enum_titles/${value}`
          : `${field.lifecycle}/states/${value}/title`
      return [value, { text: titles[value] ?? value, pointer }]
    }),
  )
}

/** Child rows are declared below `$defs` of their entity; there their translations stand. */
function pointerOf({ table, field }: Found): string {
  const [entity = "", rows] = table.id.split("/")
  return rows === undefined
    ? `${entity}/properties/${field.name}`
    : `${entity}/$defs/${rows.replace(/s$/, "")}/properties/${field.name}`
}
