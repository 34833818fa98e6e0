import { isFigure, sortOf, targetsOf } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import { referenceId, type Json, type Row } from "../contract/record.ts"
import { FieldInput } from "../field/field-input.tsx"
import { useTitle } from "../field/titles.ts"
import { Status } from "../format/status.tsx"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import classes from "./rows.module.css"

interface Props {
  readonly field: Field
  readonly row: Row
  readonly parent: Row
  readonly number: number
  readonly fault: string | undefined
  readonly state: "read" | "idle" | "active"
  readonly tabStop: boolean
  readonly enter: () => void
  readonly change: (value: Json) => void
}

/** A cell: an input while it has the focus, text otherwise. */
export function GridCell({ field, row, parent, number, fault, state, tabStop, enter, change }: Props) {
  const figure = isFigure(field) || undefined
  const value = row[field.name]
  if (state === "active") {
    return (
      <div
        ref={selectText}
        role="gridcell"
        className={classes.cell}
        data-state="active"
        data-figure={figure}
        data-fault={fault !== undefined || undefined}
      >
        <FieldInput
          field={field}
          ariaLabel={`${field.title}, ${number}`}
          value={value}
          onChange={change}
          required={field.required}
          around={{ ...parent, ...row, parent }}
          entered
        />
      </div>
    )
  }
  const enters =
    state === "idle" ? { onMouseDown: (event: React.MouseEvent) => (event.preventDefault(), enter()) } : {}
  return (
    <div
      role="gridcell"
      className={classes.cell}
      data-state={state}
      data-figure={figure}
      data-fault={fault !== undefined || undefined}
      title={fault}
      aria-invalid={fault !== undefined || undefined}
      {...(tabStop ? { tabIndex: 0, onFocus: enter } : {})}
      {...enters}
    >
      <span className={classes.text}>
        <CellValue field={field} value={value} />
      </span>
    </div>
  )
}

/** What stands in a cell that was just entered is selected: typing replaces it, as in a spreadsheet. */
function selectText(cell: HTMLElement | null): void {
  cell?.querySelector("input")?.select()
}

function CellValue({ field, value }: { readonly field: Field; readonly value: Json | undefined }) {
  const wording = useWording()
  const id = sortOf(field) === "reference" ? referenceId(value) : undefined
  const title = useTitle(id === undefined ? undefined : targetsOf(field)[0], id)
  if (id !== undefined) return title ?? "…"
  if (sortOf(field) === "choice" && typeof value === "string") return <Status field={field} value={value} />
  return safeText(() => valueText(field, value, wording), value)
}

/** What was typed and is no number yet cannot be formatted: it is shown as it stands. */
function safeText(format: () => string, value: Json | undefined): string {
  return typeof value === "string" && !/^-?\d/.test(value) ? value : format()
}
