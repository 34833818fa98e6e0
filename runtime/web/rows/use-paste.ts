// Laying a pasted block of cells over the grid. Names in columns of references are looked up, and bring along what their
// records know.
import { useQueryClient, type QueryClient } from "@tanstack/react-query"
import type { ClipboardEvent } from "react"
import { useModel } from "../api/model.ts"
import { sortOf } from "../contract/fields.ts"
import type { Field, Model } from "../contract/model.ts"
import type { Json, Row } from "../contract/record.ts"
import { narrowing } from "../field/narrowing.ts"
import { refusalText } from "../frame/refusal.tsx"
import { copiedValues } from "../live/copied.ts"
import { useNotify } from "../notice/notice-area.tsx"
import { localeOf, useLanguage } from "../text/language.ts"
import { useText } from "../text/use-text.ts"
import { findPasted } from "./find-pasted.ts"
import type { Cell } from "./grid-cells.ts"
import type { GridOptions } from "./grid-props.ts"
import { fillEmpty, layBlock, type Rows } from "./grid-rows.ts"
import { pastedValue, readCells } from "./read-pasted.ts"

type Block = readonly (readonly Json[])[]

/** The handler of a paste into the cell with the focus; a single value is left to its input. */
export function usePaste({ columns, rows, parent, change }: GridOptions, active: Cell | undefined) {
  const say = useText()
  const model = useModel()
  const queries = useQueryClient()
  const notify = useNotify()
  const locale = localeOf(useLanguage())

  async function lay(block: Block, at: Cell, references: readonly number[]): Promise<void> {
    const named = await resolved(queries, model, { block, columns, parent, at, references })
    const laid = layBlock(rows, at, named.block, columns)
    change(await broughtAlong(queries, model, { rows: laid, columns, at, height: block.length, references }))
    if (named.unknown.length > 0) {
      const detail = named.unknown.slice(0, 8).join(", ")
      notify({ tone: "fault", text: say("rows.unknown", { count: named.unknown.length }), detail })
    }
  }

  return (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData("text/plain")
    if (active === undefined || !/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const today = new Date()
    const block = readCells(text.replace(/\r?\n$/, "")).map((line) =>
      line.map((cell, across) => {
        const field = columns[active.column + across]
        return field === undefined ? null : pastedValue(field, cell, locale, today)
      }),
    )
    const width = Math.max(...block.map((line) => line.length))
    const references = Array.from({ length: width }, (_, across) => across).filter((across) => {
      const field = columns[active.column + across]
      const isReference = field !== undefined && !field.read_only && sortOf(field) === "reference"
      return isReference && block.some((line) => (line[across] ?? "") !== "")
    })
    if (references.length === 0) return change(layBlock(rows, active, block, columns))
    lay(block, active, references).catch((error: unknown) => {
      const { title, detail } = refusalText(error, say)
      notify({ tone: "fault", text: title, detail })
    })
  }
}

interface Pasted {
  readonly block: Block
  readonly columns: readonly Field[]
  readonly parent: Row
  readonly at: Cell
  /** The columns of the block that hold references. */
  readonly references: readonly number[]
}

/** The block with ids in place of names; names that no record has, or several have, become empty and are told. */
async function resolved(queries: QueryClient, model: Model, pasted: Pasted) {
  const { block, columns, parent, at, references } = pasted
  let current = block
  const unknown: string[] = []
  for (const across of references) {
    const field = columns[at.column + across]
    if (field === undefined) continue
    const named = (value: Json | undefined): value is string => typeof value === "string" && value !== ""
    const texts = [...new Set(block.map((line) => line[across]).filter(named))]
    const among = narrowing(field.filter, { ...parent, parent })
    const found = await findPasted(queries, model, { field, among, texts })
    unknown.push(...texts.filter((text) => !found.has(text)))
    current = current.map((line) =>
      line.map((value, at) => (at === across && named(value) ? (found.get(value)?.id ?? null) : value)),
    )
  }
  return { block: current, unknown }
}

interface Laid {
  readonly rows: Rows
  readonly columns: readonly Field[]
  readonly at: Cell
  readonly height: number
  readonly references: readonly number[]
}

/** The rows with what the chosen records know, in cells that the block left empty. */
async function broughtAlong(
  queries: QueryClient,
  model: Model,
  { rows, columns, at, height, references }: Laid,
): Promise<Rows> {
  const beside = Object.fromEntries(columns.map((field) => [field.name, field]))
  const next = [...rows]
  for (let down = at.row; down < at.row + height; down++) {
    for (const across of references) {
      const field = columns[at.column + across]
      const row = next[down]
      if (field?.copy === undefined || row === undefined) continue
      const values = await copiedValues(queries, model, field, beside, row[field.name] ?? null)
      next[down] = fillEmpty(row, values, columns)
    }
  }
  return next
}
