// What the files of the checker share: the frame of names, the collected faults, and the way back to the dispatcher.
import type { Syntax } from "../syntax.ts"
import type { ExpressionFault, Node, Scope, Shape } from "../types.ts"

/** The shapes behind the names, at one place of the expression: an aggregate's body has a frame of its own. */
export interface Frame {
  readonly row: Shape
  readonly parent?: Shape
  readonly old?: Shape
  readonly user?: Shape
  readonly input?: Shape
  readonly params?: Shape
  readonly period?: Shape
  /** How many aggregates stand around. */
  readonly over: number
}

export interface Span {
  readonly start: number
  readonly end: number
}

export interface Checking {
  readonly scope: Scope
  /** The values that a text node may have, where its field lists them. */
  readonly values: WeakMap<Node, readonly string[]>
  /** Notes a fault and gives undefined, so that `return fault(...)` ends a check. */
  fault(code: ExpressionFault["code"], message: string, at: Span, hint?: string): undefined
  /** Checks a part; undefined when it is faulty (the fault is noted already). */
  visit(syntax: Syntax, frame: Frame): Node | undefined
}

/** The part without the parentheses around it. */
export function bare(syntax: Syntax): Syntax {
  return syntax.type === "ParenthesizedExpression" ? bare(syntax.expression) : syntax
}
