// Life cycles: the states of a document and the transitions between them, resolved.
import type { Expression } from "../../expression/index.ts"
import type { PostingRule } from "./ledger.ts"
import type { Table } from "./table.ts"

/** The life cycle of an entity's records, which hold their state in the system field `state`. */
export interface Lifecycle {
  readonly id: string
  readonly entity: string
  readonly initial: string
  readonly states: ReadonlyMap<string, State>
  /** In their order. */
  readonly transitions: ReadonlyMap<string, Transition>
}

export interface State {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly color?: string
  /** All fields, or those named. */
  readonly editable: true | ReadonlySet<string>
  readonly deletable: boolean
  readonly final: boolean
}

export interface Transition {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly icon?: string
  readonly confirm?: string
  readonly from: readonly string[]
  readonly to: string
  /** Roles that may make it besides those whose rights name it. */
  readonly roles: readonly string[]
  readonly guards: readonly Guard[]
  /** What is asked for, as the fields of a table that is stored nowhere. */
  readonly input: Table
  readonly approval?: Approval
  readonly effects: readonly Effect[]
}

/** A condition over the record, `user` and `input` that must hold before a transition. */
export interface Guard {
  readonly name: string
  readonly assert: Expression
  readonly message: string
  readonly path: string
}

export interface Approval {
  readonly when?: Expression
  readonly steps: readonly ApprovalStep[]
}
export interface ApprovalStep {
  readonly name: string
  readonly title: string
  readonly when?: Expression
  readonly roles: readonly string[]
  readonly users: readonly Expression[]
  readonly need: "any" | "all" | number
  /** Days until those of `escalate` may approve too. */
  readonly days?: number
  readonly escalate: readonly string[]
}

interface OfEffect {
  readonly name: string
  readonly when?: Expression
}
/** The records an effect goes to: one by a path of references from the document, or one for each row of `each`. */
interface Aim {
  readonly each?: string
  readonly where?: Expression
}
/** A value worked out over the records of a group. */
export interface Gathered {
  readonly field: string
  readonly fn: "sum" | "count" | "min" | "max" | "avg"
  readonly of?: Expression
}
/** Records that rows of a document are matched with: over one of them, with the row as `parent`. */
export interface Matching {
  readonly of: string
  /** `parent` is the document. */
  readonly where?: Expression
  readonly on: Expression
  /** Fields of the row. */
  readonly values: Values
}
export type Values = readonly { readonly field: string; readonly value: Expression }[]

/** What a transition does, in order, in its transaction. */
export type Effect =
  | (OfEffect & { readonly kind: "number"; readonly field: string })
  | (OfEffect & { readonly kind: "set"; readonly values: Values })
  | (OfEffect & {
      readonly kind: "post"
      readonly ledger: string
      readonly date: Expression
      readonly rules: readonly PostingRule[]
    })
  /** `all` for every ledger. */
  | (OfEffect & { readonly kind: "reverse"; readonly ledger: string; readonly date?: Expression })
  | (OfEffect &
      Aim & {
        readonly kind: "create"
        readonly entity: string
        /** Whether all writable fields and rows of this document are copied first. */
        readonly copy: boolean
        readonly values: Values
        readonly rows: readonly (Aim & { readonly field: string; readonly values: Values })[]
        readonly into?: string
        readonly then?: string
      })
  | (OfEffect & Aim & { readonly kind: "update"; readonly target: Expression; readonly values: Values })
  | (OfEffect &
      Aim & {
        readonly kind: "transition"
        readonly target: Expression
        readonly transition: string
        readonly input: Values
      })
  /** Copies of the records of `entity` that name this document in `via`, naming the target there. */
  | (OfEffect & {
      readonly kind: "carry"
      readonly entity: string
      readonly via: string
      readonly target: Expression
    })
  | (OfEffect & {
      readonly kind: "collect"
      /** The rows field that is filled. */
      readonly field: string
      /** The entity whose records are collected; `parent` of the expressions is the document. */
      readonly of: string
      readonly where?: Expression
      readonly by: Values
      readonly values: readonly Gathered[]
      /** Over the fields that were collected. */
      readonly having?: Expression
    })
  | (OfEffect & {
      readonly kind: "match"
      /** The rows field; of its rows those for which `where` holds. */
      readonly field: string
      readonly where?: Expression
      /** Names of fields of the rows. */
      readonly amount: string
      readonly date?: string
      readonly rule?: string
      readonly proposed?: string
      readonly rules: Matching & {
        readonly sort: readonly { readonly field: string; readonly descending: boolean }[]
        readonly way: Expression
        readonly tolerance?: Expression
        readonly days?: Expression
      }
      readonly ways: readonly (Matching & {
        readonly name: string
        readonly by: string
        readonly amount: Expression
        readonly date?: Expression
        readonly parts: boolean
      })[]
    })
  | (OfEffect & {
      readonly kind: "notify"
      readonly users: readonly Expression[]
      readonly roles: readonly string[]
      readonly message: string
    })
  | (OfEffect & { readonly kind: "emit"; readonly event: string })
