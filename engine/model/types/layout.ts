// What people see and may do: forms, views, roles.
import type { Expression } from "../../expression/index.ts"

export interface Form {
  readonly id: string
  readonly entity: string
  readonly title?: string
  readonly sections: readonly FormSection[]
  readonly related: readonly {
    readonly key: string
    readonly title?: string
    readonly entity: string
    readonly via: string
    readonly columns: readonly string[]
  }[]
}
export interface FormSection {
  readonly key: string
  readonly title?: string
  readonly tab?: string
  readonly columns: number
  readonly visible?: Expression
  readonly fields: readonly {
    readonly field: string
    readonly span: number
    readonly widget?: "textarea" | "radio" | "switch"
    readonly columns?: readonly string[]
  }[]
}
export interface View {
  readonly id: string
  readonly kind: "list"
  readonly entity: string
  readonly title: string
  readonly icon?: string
  readonly columns: readonly { readonly path: string; readonly title?: string; readonly width?: number }[]
  readonly filter?: Expression
  readonly sort: readonly string[]
}

/** A right: never, always, or under a condition over the record and `user`. */
export type Condition = false | true | Expression
export interface Right {
  readonly read: Condition
  readonly create: Condition
  readonly update: Condition
  readonly delete: Condition
  readonly fields: ReadonlyMap<string, "none" | "read" | "write">
  /** Transitions of the life cycle: all of them, or those named. */
  readonly transitions: true | ReadonlySet<string>
  readonly export: boolean
  /** Whether records may be made that are like one that is there. */
  readonly duplicates: boolean
}
export interface Role {
  readonly id: string
  readonly title: string
  readonly description?: string
  readonly includes: readonly string[]
  readonly all: boolean
  readonly rights: ReadonlyMap<string, Right>
}
