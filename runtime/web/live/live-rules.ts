// The conditions and computed values of an entity, checked and compiled once: what a form evaluates while people type.
import {
  check,
  compile,
  reads,
  type Env,
  type Scope,
  type Shape,
  type Value,
} from "../../../engine/expression/index.ts"
import { rowsTarget } from "../contract/child-rows.ts"
import type { Fields, Model } from "../contract/model.ts"
import { entityShape, shapeOf } from "./shape.ts"

/** A compiled expression. `follows` are this record's references whose records it reads. */
export interface LiveExpression {
  readonly run: (env: Env) => Value
  /** Whether it reads the record around a child row. */
  readonly readsParent: boolean
  readonly follows: ReadonlySet<string>
}

export interface FieldRules {
  readonly visible?: LiveExpression
  readonly requiredWhen?: LiveExpression
  readonly readOnlyWhen?: LiveExpression
  readonly computed?: LiveExpression
  readonly byDefault?: LiveExpression
}

export interface LiveRules {
  readonly fields: ReadonlyMap<string, FieldRules>
  /** Rules of child rows by the field that holds them. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, FieldRules>>
}

const compiled = new WeakMap<Fields, LiveRules>()

/** The rules of an entity's form. An expression that reads what this principal cannot see is left to the server. */
export function liveRules(model: Model, entity: string): LiveRules {
  const fields = model.entities[entity]?.fields ?? {}
  const known = compiled.get(fields)
  if (known !== undefined) return known
  const record = shapeOf(entity, fields, model.entities[entity]?.tree)
  const rows = Object.values(fields).flatMap((field) => {
    if (field.rows === undefined) return []
    const scope = scopeOf(model, shapeOf(`${entity}/${field.name}`, field.rows.fields), record)
    return [[field.name, fieldRules(field.rows.fields, scope)] as const]
  })
  const rules = { fields: fieldRules(fields, scopeOf(model, record)), rows: new Map(rows) }
  compiled.set(fields, rules)
  return rules
}

/** One expression over an entity's record, such as the condition of a section; undefined when it cannot be evaluated here. */
export function liveExpression(model: Model, entity: string, text: string): LiveExpression | undefined {
  const shape = entityShape(model, entity)
  const rows = rowsTarget(entity)
  const parent = rows === undefined ? undefined : entityShape(model, rows.entity)
  return shape === undefined ? undefined : expression(text, scopeOf(model, shape, parent))
}

function scopeOf(model: Model, record: Shape, parent?: Shape): Scope {
  const user = entityShape(model, "base.user")
  return {
    record,
    old: true,
    entity: (id) => entityShape(model, id),
    ...(parent === undefined ? {} : { parent }),
    ...(user === undefined ? {} : { user }),
  }
}

function fieldRules(fields: Fields, scope: Scope): ReadonlyMap<string, FieldRules> {
  return new Map(
    Object.values(fields).map((field) => {
      const texts = {
        visible: field.visible,
        requiredWhen: field.required_when,
        readOnlyWhen: field.read_only_when,
        computed: field.computed,
        byDefault: defaultExpression(field.default),
      }
      const found = Object.entries(texts).flatMap(([name, text]) => {
        const live = text === undefined ? undefined : expression(text, scope)
        return live === undefined ? [] : [[name, live] as const]
      })
      return [field.name, Object.fromEntries(found)]
    }),
  )
}

function defaultExpression(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("expression" in value)) return undefined
  return typeof value.expression === "string" ? value.expression : undefined
}

function expression(text: string, scope: Scope): LiveExpression | undefined {
  const checked = check(text, scope)
  if (!checked.ok) return undefined
  const paths = reads(checked.expression.node)
  // The browser knows the person's own record, not what it refers to.
  const beyond = paths.some(({ root, steps }) => root === "user" && steps.length !== 1)
  if (beyond) return undefined
  const follows = paths.flatMap(({ root, steps }) =>
    root !== "user" && steps.length > 1 ? [steps[0]!.field] : [],
  )
  const readsParent = paths.some(({ root }) => root === "parent")
  return { run: compile(checked.expression), readsParent, follows: new Set(follows) }
}
