// A write plan as statements and as the values that go into them.
import type { Grant } from "../../engine/access/index.ts"
import type { Field, Model } from "../../engine/model/index.ts"
import {
  once,
  type Clean,
  type CreatePlan,
  type LookedUp,
  type UpdatePlan,
  type WritePlan,
} from "../../engine/plan/index.ts"
import {
  createTemplates,
  deleteTemplates,
  flat,
  inputOf,
  lookTemplate,
  lockTemplate,
  isLeft,
  leftTemplate,
  lookInput,
  updateTemplates,
  type Template,
  type Value,
} from "../sql/index.ts"

import { NOBODY } from "./caller.ts"

type Inputs = Record<string, Value>

/** The statements of a plan, made once for each shape of it. */
export function templatesOf(plan: WritePlan, grant: Grant, model: Model): readonly Template[] {
  const made = shaped(plan, model)
  const keyed = plan.key === undefined ? "" : "keyed"
  const key = ["sql", plan.kind, plan.entity.id, ...made.shape.map(String), keyed, grant.key].join(" ")
  return once(model, key, made.make)
}

/** What tells the statements of two plans of an entity apart, and how to make them. */
interface Shaped {
  readonly shape: readonly unknown[]
  readonly make: () => Template[]
}

function shaped(plan: WritePlan, model: Model): Shaped {
  if (plan.kind === "create") return createShape(plan, model)
  if (plan.kind === "update") return updateShape(plan, model)
  const versioned = plan.version !== undefined
  return { shape: [versioned], make: () => deleteTemplates({ ...plan, versioned }, model) }
}

function createShape(plan: CreatePlan, model: Model): Shaped {
  const filled = filledFields(plan)
  const right = typeof plan.allowed === "object" ? plan.allowed.text : ""
  return {
    shape: [filled.map(({ name }) => name), right, plan.reply, plan.alike !== undefined],
    make: () => createTemplates({ ...plan, filled, once: plan.key !== undefined }, model),
  }
}

function updateShape(plan: UpdatePlan, model: Model): Shaped {
  const rows = plan.rows.map(({ field, kept, added, set }) => ({
    ...{ field, ...(set === undefined ? {} : { set }) },
    parts: [
      ...(kept.length > 0 ? (["kept"] as const) : []),
      ...(added.length > 0 ? (["added"] as const) : []),
    ],
  }))
  const set = Object.keys(plan.set)
  const many = plan.many.map(({ field }) => field)
  const versioned = plan.version !== undefined
  return {
    shape: [
      set,
      rows.map(({ field, parts, set = [] }) => [field.name, ...parts, ...set].join(":")),
      many.map(({ name }) => name),
      versioned,
      plan.lookups?.map(shapeOf),
      plan.action,
      plan.numbers?.map(({ name }) => name),
      plan.reply,
    ],
    make: () => updateTemplates({ ...plan, set, rows, many, versioned, once: plan.key !== undefined }, model),
  }
}

/** What must be known before the write: the record is locked, then each way that it will have left is walked. */
export function looksOf(
  plan: WritePlan,
  model: Model,
): { readonly input: string; readonly template: Template }[] {
  const ways = plan.refresh.flatMap((refresh, i) =>
    refresh.ways.map((way, j) => ({ way, input: `before_${i}_${j}` })),
  )
  const before = ways.filter(({ way }) => way.when === "before")
  const left = (plan.kind === "update" ? (plan.lookups ?? []) : []).filter(({ rows }) => isLeft(rows))
  if (before.length === 0 && left.length === 0) return []
  const key = `look ${plan.kind} ${plan.entity.id} ${left.map(shapeOf).join()} ${JSON.stringify(before)}`
  return once(model, key, () => [
    { input: "locked", template: lockTemplate(plan.entity, model) },
    ...before.map(({ way, input }) => ({ input, template: lookTemplate(way, "ids", model) })),
    ...left.map((one) => ({
      input: lookInput("found", one.table, one.field),
      template: leftTemplate(one, model),
    })),
  ])
}

/** What tells the statements for a field that is looked up anew apart. */
function shapeOf({ table, field, rows }: LookedUp): string {
  const left = rows?.left === "all" ? "all" : isLeft(rows) ? "some" : "none"
  return [table.id, field.name, rows?.changed.length === 0 ? "" : "changed", left].join(":")
}

/** The inputs of a plan's statements, by name. */
export function inputsOf(plan: WritePlan, actor: string | null): Inputs {
  const inputs: Inputs = { actor: actor === NOBODY ? null : actor }
  if (plan.key !== undefined) inputs["key"] = plan.key
  if (plan.kind === "create") return { ...inputs, ...createInputs(plan) }
  Object.assign(inputs, { id: plan.id, ids: `{${plan.id}}` })
  if (plan.version !== undefined) inputs["version"] = String(plan.version)
  return plan.kind === "update" ? { ...inputs, ...updateInputs(plan) } : inputs
}

/** The fields with child rows or links in any of the records. */
function filledFields(plan: CreatePlan): Field[] {
  return [...plan.entity.fields.values()].filter(
    ({ name, storage }) =>
      (storage.kind === "rows" || storage.kind === "many") &&
      plan.records.some((record) => listOf(record, name).length > 0),
  )
}

function createInputs(plan: CreatePlan): Inputs {
  const { entity, records } = plan
  const inputs: Inputs = {
    records: JSON.stringify(records.map((record) => flat(record, entity))),
    ids: `{${records.map((record) => String(record["id"])).join(",")}}`,
  }
  for (const field of filledFields(plan)) {
    inputs[inputOf(field)] = JSON.stringify(
      records.flatMap((record) => members(field, listOf(record, field.name), String(record["id"]))),
    )
  }
  return inputs
}

function updateInputs(plan: UpdatePlan): Inputs {
  const inputs: Inputs = { set: JSON.stringify([flat(plan.set, plan.entity)]) }
  for (const { field, kept, added } of plan.rows) {
    if (field.storage.kind !== "rows") continue
    const { rows } = field.storage
    inputs[inputOf(field)] = JSON.stringify(members(field, added, plan.id))
    inputs[inputOf(field, "kept")] = JSON.stringify(kept.map((row) => flat(row, rows)))
    inputs[inputOf(field, "ids")] = `{${kept.map((row) => String(row["id"])).join(",")}}`
    inputs[inputOf(field, "count")] = String(kept.length)
    inputs[`given_${field.name}`] = JSON.stringify(
      [...kept, ...added].sort((a, b) => Number(a["position"]) - Number(b["position"])),
    )
  }
  for (const { table, field, rows } of plan.lookups ?? [])
    for (const part of ["changed", "left"] as const) {
      const ids = rows?.[part]
      if (Array.isArray(ids)) inputs[lookInput(part, table, field)] = `{${ids.join(",")}}`
    }
  for (const { field, ids } of plan.many) {
    inputs[inputOf(field)] = JSON.stringify(members(field, ids, plan.id))
    inputs[inputOf(field, "ids")] = `{${ids.join(",")}}`
  }
  return inputs
}

/** Child rows with their parent, or links as {record, target, position}. */
function members(field: Field, list: readonly unknown[], record: string): unknown[] {
  const { storage } = field
  if (storage.kind !== "rows") return list.map((target, position) => ({ record, target, position }))
  return list.map((row) => ({ ...flat(row as Clean, storage.rows), parent: record }))
}

function listOf(record: Clean, name: string): readonly unknown[] {
  const value = record[name]
  return Array.isArray(value) ? (value as unknown[]) : []
}
