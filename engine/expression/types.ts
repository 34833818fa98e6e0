// The shapes of the one language: types, checked trees, and what the language must know of a model.

/** The type of an expression. `ref` carries the entities it may point to. `number` is an exact decimal with at most
 * `whole` digits before the point (60 where absent) and `scale` after it (30 where absent): with these bounds no sum
 * or product can overflow unseen, and SQL needs no rounding where nothing can be cut off. */
export type Type =
  | { readonly kind: "text" }
  | { readonly kind: "number"; readonly whole?: number; readonly scale?: number }
  | { readonly kind: "boolean" }
  | { readonly kind: "date" }
  | { readonly kind: "instant" }
  | { readonly kind: "time" }
  | { readonly kind: "ref"; readonly entities: readonly string[] }
  | { readonly kind: "list"; readonly of: Type }
  | { readonly kind: "null" }

/** What the language must know of an entity or of a kind of child rows. The model's entities satisfy it. */
export interface Shape {
  /** `crm.lead`, or `crm.quote/lines` for child rows. */
  readonly id: string
  readonly fields: ReadonlyMap<string, ShapeField>
  /** The field that names the parent record, if the records form a tree: `within` walks it. */
  readonly tree?: string
}

export interface ShapeField {
  readonly name: string
  readonly type: Type
  readonly nullable: boolean
  /** The values that a text field may have; comparing it with another literal is a fault. */
  readonly values?: readonly string[]
  /** Set when the field holds child rows; then `type` is a list and the field is used only by aggregates. */
  readonly rows?: Shape
}

/** The names an expression may use where it stands. */
export interface Scope {
  /** The record, or the child row, whose fields stand as plain names. */
  readonly record: Shape
  /** Whether `old.x` is known (rules and guards on update); it has the shape of `record`. */
  readonly old?: boolean
  /** The shape of `parent` inside child rows. */
  readonly parent?: Shape
  /** The shape of `input`: what a transition is given. */
  readonly input?: Shape
  /** The shape of `params`: what a report is asked with; and of `period`, the span of time a column is over. */
  readonly params?: Shape
  readonly period?: Shape
  /** The shape of `user`; absent where an expression must not depend on who asks. */
  readonly user?: Shape
  /** Looks up the shape of an entity that a reference points to. */
  readonly entity: (id: string) => Shape | undefined
}

/** One step of a path: a field of `shape`, and the offsets of its name in the text (equal where the name is implied,
 * as the `id` of a bare `user`). The steps `entity` and `id` of a polymorphic reference have the shape `@ref`. */
export interface Step {
  readonly shape: string
  readonly field: string
  readonly start: number
  readonly end: number
}

/** Where a path starts. `row` is the innermost row: the record itself, or the child row inside an aggregate. */
export type Root = "row" | "parent" | "old" | "user" | "input" | "params" | "period"

/** A path through fields. Inside an aggregate `parent` is the row outside it. */
export interface Path {
  readonly root: Root
  readonly steps: readonly Step[]
}

interface At {
  readonly type: Type
  /** Offsets of the text it was parsed from, in UTF-16 units. */
  readonly start: number
  readonly end: number
}

/** A checked expression. Every node knows its type; paths are resolved; nothing is left to look up by guess. */
export type Node =
  | (At & { readonly kind: "literal"; readonly value: string | boolean | null })
  | (At & { readonly kind: "path"; readonly root: Root; readonly steps: readonly Step[] })
  | (At & { readonly kind: "unary"; readonly op: "-" | "!"; readonly of: Node })
  | (At & { readonly kind: "binary"; readonly op: BinaryOp; readonly left: Node; readonly right: Node })
  | (At & { readonly kind: "conditional"; readonly test: Node; readonly then: Node; readonly else: Node })
  | (At & { readonly kind: "list"; readonly items: readonly Node[] })
  /** `within` carries the field that names the parent in the tree as a third argument, a literal. */
  | (At & { readonly kind: "call"; readonly fn: string; readonly args: readonly Node[] })
  | (At & {
      readonly kind: "over"
      readonly fn: "sum" | "count" | "min" | "max" | "avg" | "exists" | "all"
      /** The child rows walked over: a path that ends in a rows field. */
      readonly rows: Path
      /** Evaluated with `row` = the child row and `parent` = the row outside; absent for a bare count or exists. */
      readonly body?: Node
    })

export type BinaryOp =
  "+" | "-" | "*" | "/" | "%" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||" | "in"

/** A fault in an expression; offsets are in UTF-16 units of its text. */
export interface ExpressionFault {
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly start: number
  readonly end: number
}

/** A checked expression with its text, ready to evaluate or to translate. */
export interface Expression {
  readonly text: string
  readonly node: Node
}

export type Checked =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly faults: readonly ExpressionFault[] }
