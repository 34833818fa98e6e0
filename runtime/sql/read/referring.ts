// Who refers to records: the places of the model that can, and the records and child rows that do.
import type { Entity, Field, Model, Rows } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"

/** A field that may refer to the entity: of records, or of the child rows in `rows` of their holder. */
export interface Referring {
  readonly holder: Entity
  readonly rows: Rows | undefined
  readonly field: Field
  /** Gives rows of [id of the record, JSON]: for a list of references all its ids in order, for child rows all rows of the
   * record in order as `{id, hit}`, else null. Input `losers`, an array of ids. */
  readonly template: Template
}

/** Every place that may refer to records of the entity. */
export function referringTo(entity: Entity, model: Model): readonly Referring[] {
  return [...model.entities.values()].flatMap((holder) => [
    ...inTable(holder, undefined, entity, model),
    ...[...holder.rows.values()].flatMap((rows) => inTable(holder, rows, entity, model)),
  ])
}

function inTable(holder: Entity, rows: Rows | undefined, entity: Entity, model: Model): Referring[] {
  return [...(rows ?? holder).fields.values()].flatMap((field): Referring[] => {
    const template = referrers(holder, rows, field, { entity, model })
    return template === undefined ? [] : [{ holder, rows, field, template }]
  })
}

function referrers(
  holder: Entity,
  rows: Rows | undefined,
  { storage }: Field,
  { entity, model }: { readonly entity: Entity; readonly model: Model },
): Template | undefined {
  const draft = new Draft(model)
  const losers = draft.param({ kind: "input", name: "losers" }, "uuid[]")
  if (storage.kind === "many" && storage.entity === entity.id && rows === undefined) {
    const links = draft.table(storage.table)
    return draft.finish(
      `SELECT l.record::text, json_agg(l.target ORDER BY l.position)::text FROM ${links} l` +
        ` WHERE l.record IN (SELECT h.record FROM ${links} h WHERE h.target = ANY (${losers})) GROUP BY l.record`,
    )
  }
  const column = columnTo({ storage }, entity, rows ?? holder)
  if (column === undefined) return undefined
  if (rows === undefined)
    return draft.finish(
      `SELECT t.id::text, NULL FROM ${draft.table(holder.table)} t WHERE t.${q(column)} = ANY (${losers})`,
    )
  const table = draft.table(rows.table)
  return draft.finish(
    `SELECT r.parent::text, json_agg(json_build_object('id', r.id, 'hit', coalesce(r.${q(column)} = ANY (${losers}), false)) ORDER BY r.position)::text` +
      ` FROM ${table} r WHERE r.parent IN (SELECT h.parent FROM ${table} h WHERE h.${q(column)} = ANY (${losers})) GROUP BY r.parent`,
  )
}

function columnTo(
  { storage }: Pick<Field, "storage">,
  entity: Entity,
  table: Entity | Rows,
): string | undefined {
  if (storage.kind === "any_ref") return storage.targets.find((one) => one.entity === entity.id)?.column
  if (storage.kind !== "ref" || storage.entity !== entity.id) return undefined
  return [...table.fields.values()].find((field) => field.storage === storage)?.name
}
