// Records with calculations: the snapshot that these are worked out on, and their results. All statements serve one record
// and many; what stays as it is, is not written.
import type { Entity, Field, Model, Rows } from "../../../engine/model/index.ts"
import type { CalculationPlan, Filled, Selection } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import { jsonOf } from "../read/columns.ts"
import type { Template } from "../template.ts"
import { assertAfter, assertions } from "./assert.ts"
import { inputOf } from "./children.ts"
import { columnsOf, recordset, startingAtZero, type Column } from "./input.ts"
import { refreshTemplates } from "./refresh.ts"

const ID: Column = { name: "id", type: "uuid" }

/** Rows of [json], in no order, for the input `ids`. */
export function snapshotTemplate(entity: Entity, select: Selection, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const json = jsonOf(select, row, draft)
  const ids = draft.param({ kind: "input", name: "ids" }, "uuid[]")
  return draft.finish(`SELECT ${json}::text FROM ${draft.from(row)} WHERE ${row.alias}.id = ANY(${ids})`)
}

/** Statements that write the results. Inputs: `calculated`, records with their id; for rows that people write
 * `kept_<field>`, rows with their id; for rows that are made `added_<field>`, rows with parent and position; `ids`. */
export function resultTemplates(plan: CalculationPlan, model: Model): Template[] {
  const { entity, fields, lines, rows } = plan
  return [
    ...(fields.length === 0 ? [] : [fill(entity.table, fields, "calculated", model)]),
    ...lines.map((one) => fill(rowsOf(one.field).table, one.fields, inputOf(one.field, "kept"), model)),
    ...rows.flatMap((one) => remake(one, model)),
  ]
}

/** Statements for what hangs on the results: derived values, then rules. Inputs: `ids`, and those of refresh. */
export function settleTemplates(
  { entity, refresh, rules, right }: CalculationPlan,
  model: Model,
): Template[] {
  const due = assertions(rules.after, { id: "right/create", condition: right })
  return [
    ...refreshTemplates(refresh, model),
    ...(due.length === 0 ? [] : [assertAfter(entity, "id", due, model)]),
    ...rules.rows.map((one) => assertAfter(rowsOf(one.field), "parent", assertions(one.rules), model)),
  ]
}

function fill(table: string, fields: readonly Field[], input: string, model: Model): Template {
  const draft = new Draft(model)
  const columns = fields.flatMap(columnsOf)
  const from = recordset(draft.param({ kind: "input", name: input }, "jsonb"), "i", [ID, ...columns])
  return draft.finish(
    `UPDATE ${draft.table(table)} t SET ${assigned(columns)} FROM ${from} WHERE t.id = i.id AND (${differs(columns)})`,
  )
}

/** Rows of a record are told apart by their position, so that those that stay as they are keep their ids. */
function remake({ field, fields }: Filled, model: Model): Template[] {
  const rows = rowsOf(field)
  const columns = fields.flatMap(columnsOf)
  const key: readonly Column[] = [
    { name: "parent", type: "uuid" },
    { name: "position", type: "integer" },
  ]
  const same = "t.parent = i.parent AND t.position = i.position"
  const written = (make: (table: string, from: string, draft: Draft) => string): Template => {
    const draft = new Draft(model)
    const json = draft.param({ kind: "input", name: inputOf(field) }, "jsonb")
    return draft.finish(make(draft.table(rows.table), recordset(json, "i", [...key, ...columns]), draft))
  }
  const zeros = startingAtZero(rows)
  const names = [...key, ...columns].map(({ name }) => name)
  return [
    written((table, from, draft) => {
      const ids = draft.param({ kind: "input", name: "ids" }, "uuid[]")
      return `DELETE FROM ${table} t WHERE t.parent = ANY(${ids}) AND NOT EXISTS (SELECT 1 FROM ${from} WHERE ${same})`
    }),
    written(
      (table, from) =>
        `UPDATE ${table} t SET ${assigned(columns)} FROM ${from} WHERE ${same} AND (${differs(columns)})`,
    ),
    written(
      (table, from) =>
        `INSERT INTO ${table} (${[...names, ...zeros].map(q).join(", ")})` +
        ` SELECT ${[...names.map((name) => `i.${q(name)}`), ...zeros.map(() => "0")].join(", ")} FROM ${from}` +
        ` WHERE NOT EXISTS (SELECT 1 FROM ${table} t WHERE ${same})`,
    ),
  ]
}

function assigned(columns: readonly Column[]): string {
  return columns.map(({ name }) => `${q(name)} = i.${q(name)}`).join(", ")
}

function differs(columns: readonly Column[]): string {
  return columns.map(({ name }) => `t.${q(name)} IS DISTINCT FROM i.${q(name)}`).join(" OR ")
}

function rowsOf({ name, storage }: Field): Rows {
  if (storage.kind !== "rows") throw new Error(`${name} holds no rows`)
  return storage.rows
}
