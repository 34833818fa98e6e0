// What a principal may do with records, compiled from roles. Room 5 cannot be called without one.
import type { Expression } from "../expression/index.ts"
import type { Condition, Entity } from "../model/index.ts"

/** Who asks: a user of the tenant with role ids and the attributes that `user.x` reads. */
export interface Principal {
  readonly id: string
  readonly roles: readonly string[]
}

/** Rights to one field. A condition holds per record: the field shows only where it is true. */
export interface FieldAccess {
  readonly read: Condition
  readonly write: Condition
  /** How the value is shortened for this principal; absent when shown whole. */
  readonly mask?: "last4" | "first1" | "none"
}

/** Rights to one entity, all roles of the principal taken together. */
export interface EntityAccess {
  readonly read: Condition
  readonly create: Condition
  readonly update: Condition
  readonly delete: Condition
  readonly export: boolean
  /** Whether records may be made that are like one that is there. */
  readonly duplicates: boolean
  /** Whether the record may be moved by the transition of its life cycle. */
  transition(name: string): boolean
  field(name: string): FieldAccess
}

declare const granted: unique symbol

/** The answer of room 4. Made only by `authorize` and `systemGrant`, which the brand holds. */
export interface Grant {
  readonly [granted]: true
  readonly entity: Entity
  /** `system` for seeding and the worker, which may also give ids. */
  readonly by: "principal" | "system"
  /** Equal keys mean equal rights under one model: what caches are keyed by. */
  readonly key: string
  access(entity: string): EntityAccess
}

/** The one place where a Grant comes into being. */
export function grant(parts: Omit<Grant, typeof granted>): Grant {
  return parts as Grant
}

/** `a or b`: what either allows. */
export function either(a: Condition, b: Condition): Condition {
  if (a === true || b === true) return true
  if (a === false) return b
  if (b === false || a.text === b.text) return a
  return joined("||", a, b)
}

/** `a and b`: what both allow. */
export function both(a: Condition, b: Condition): Condition {
  if (a === false || b === false) return false
  if (a === true) return b
  if (b === true || a.text === b.text) return a
  return joined("&&", a, b)
}

function joined(op: "||" | "&&", a: Expression, b: Expression): Expression {
  return {
    text: `(${a.text}) ${op} (${b.text})`,
    node: { kind: "binary", op, left: a.node, right: b.node, type: { kind: "boolean" }, start: 0, end: 0 },
  }
}
