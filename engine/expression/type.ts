// What types mean to each other: which fit, what they have in common, how they are named to people.
import type { Type } from "./types.ts"

export type NumberType = Extract<Type, { kind: "number" }>

/** Digits assumed of a number whose field does not say: the most that a decimal field can have. */
export const WIDEST = { whole: 60, scale: 30 }
/** Numbers that could have more digits before the point are refused when checked, so none is ever lost. */
export const MAX_WHOLE = 400

export const TEXT: Type = { kind: "text" }
export const NUMBER: Type = { kind: "number" }
export const BOOLEAN: Type = { kind: "boolean" }
export const DATE: Type = { kind: "date" }
export const INSTANT: Type = { kind: "instant" }
export const NULL: Type = { kind: "null" }

/** The bounds of a number type, with the widest assumed where it does not say. */
export function boundsOf(type: Type): { readonly whole: number; readonly scale: number } {
  if (type.kind !== "number") return WIDEST
  return { whole: type.whole ?? WIDEST.whole, scale: type.scale ?? WIDEST.scale }
}

/** Whether a value of type `from` may stand where `to` is wanted. References fit when they share an entity. */
export function fits(from: Type, to: Type): boolean {
  if (from.kind === "null") return true
  if (from.kind === "ref" && to.kind === "ref") return share(from.entities, to.entities)
  if (from.kind === "list" && to.kind === "list") return fits(from.of, to.of)
  return from.kind === to.kind
}

/** The type that holds the values of both, or undefined when they have nothing in common. */
export function unite(a: Type, b: Type): Type | undefined {
  if (a.kind === "null") return b
  if (b.kind === "null") return a
  if (a.kind === "ref" && b.kind === "ref")
    return { kind: "ref", entities: [...new Set([...a.entities, ...b.entities])] }
  if (a.kind === "number" && b.kind === "number") {
    const [left, right] = [boundsOf(a), boundsOf(b)]
    return {
      kind: "number",
      whole: Math.max(left.whole, right.whole),
      scale: Math.max(left.scale, right.scale),
    }
  }
  if (a.kind === "list" && b.kind === "list") {
    const of = unite(a.of, b.of)
    return of === undefined ? undefined : { kind: "list", of }
  }
  return a.kind === b.kind ? a : undefined
}

/** Whether `<` and its kin are meant for the type. */
export function isOrdered(type: Type): boolean {
  return ["number", "text", "date", "instant", "time", "null"].includes(type.kind)
}

/** "a number", "a reference to crm.lead": the type in a sentence. */
export function nameOf(type: Type): string {
  switch (type.kind) {
    case "text":
      return "a text"
    case "number":
      return "a number"
    case "boolean":
      return "true or false"
    case "date":
      return "a date"
    case "instant":
      return "an instant"
    case "time":
      return "a time of day"
    case "ref":
      return `a reference to ${type.entities.join(" or ")}`
    case "list":
      return `a list of ${pluralOf(type.of)}`
    case "null":
      return "null"
  }
}

function pluralOf(type: Type): string {
  return type.kind === "ref"
    ? `references to ${type.entities.join(" or ")}`
    : `${nameOf(type).replace(/^an? /, "")}s`
}

function share(a: readonly string[], b: readonly string[]): boolean {
  return a.some((entity) => b.includes(entity))
}
