// Child rows inside a form: an editable grid of our own, since rjsf mounts a form per row and freezes on hundreds.
import type { FieldProps, RJSFSchema } from "@rjsf/utils"
import { useMediaQuery } from "@mantine/hooks"
import { useMemo } from "react"
import { ordered } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import { isList, isObject, textOf } from "../contract/record.ts"
import type { FormData } from "../form/form-data.ts"
import { useFormState } from "../form/form-state.ts"
import { fillRow, type Rows } from "./grid-rows.ts"
import { RowCards } from "./card/row-cards.tsx"
import { RowsGrid } from "./rows-grid.tsx"

const hidden: ReadonlySet<string> = new Set(["id", "parent", "position"])

export function RowsField({ name, uiSchema }: FieldProps<FormData, RJSFSchema>) {
  const { entity, row, faults, stateOf, change, update } = useFormState()
  const field = entity.fields[name]
  const chosen: unknown = isObject(uiSchema?.["ui:options"]) ? uiSchema["ui:options"].columns : undefined
  const declared = useMemo(() => (field === undefined ? [] : columnsOf(field, chosen)), [field, chosen])
  const value = row[name]
  const rows = useMemo(() => (isList(value) ? value.filter(isObject) : []), [value])
  const narrow = useMediaQuery("(max-width: 48em)") ?? false
  const mode = stateOf(name).readOnly ? "read" : "edit"
  const columns = useMemo(() => (mode === "edit" ? declared : filled(declared, rows)), [declared, mode, rows])
  if (field === undefined) return null
  const fault = faults.get(`/${name}`)
  const Rows = narrow ? RowCards : RowsGrid
  return (
    <Rows
      field={field}
      columns={columns}
      rows={rows}
      parent={row}
      faults={faults}
      mode={mode}
      change={(next) => change(name, next)}
      fill={(at, values) => update(name, (now) => fillRow(now, at, values))}
      {...(fault === undefined ? {} : { fault })}
    />
  )
}

/** The layout's columns, or all fields of the rows. */
function columnsOf(field: Field, chosen: unknown): readonly Field[] {
  const fields = field.rows?.fields ?? {}
  if (!Array.isArray(chosen)) return ordered(fields).filter((each) => !hidden.has(each.name))
  return chosen.flatMap((name: unknown) =>
    typeof name === "string" && fields[name] !== undefined ? [fields[name]] : [],
  )
}

/** The columns in which anything stands; all of them where there are no rows. */
function filled(columns: readonly Field[], rows: Rows): readonly Field[] {
  if (rows.length === 0) return columns
  return columns.filter(({ name }) => rows.some((row) => textOf(row[name]) !== ""))
}
