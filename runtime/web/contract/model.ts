// The model as `GET /api/v1/model` answers it: what this principal may see of entities, forms, views and modules.
// Everything on screen is drawn from it; nothing about a module is known here.

/** The model of one principal in one language. */
export interface Model {
  readonly fingerprint: string
  readonly language: string
  readonly tenant: { readonly name: string; readonly title: string }
  readonly user: User
  readonly modules: readonly Module[]
  readonly entities: { readonly [id: string]: Entity }
  readonly forms: { readonly [entity: string]: FormLayout }
  readonly views: { readonly [id: string]: View }
  /** Those whose sources this principal may read. */
  readonly reports: readonly Report[]
  /** Those whose records this principal may make. */
  readonly importers?: readonly Importer[]
}

/** How files become records of an entity. */
export interface Importer {
  readonly id: string
  readonly entity: string
  readonly title: string
  readonly description?: string
  /** Endings of file names. */
  readonly extensions: readonly string[]
  /** What is asked for besides the file. */
  readonly input: Fields
}

/** A report that may be run. */
export interface Report {
  readonly id: string
  readonly module: string
  readonly title: string
  readonly description?: string
  readonly icon?: string
  /** The heading that it stands below. */
  readonly group?: string
  readonly parameters: Fields
}

/** Who is logged in, with all that their own record says of them: expressions may ask for any of it. */
export interface User {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly [field: string]: string | readonly string[] | null | undefined
}

export interface Module {
  readonly name: string
  readonly title: string
  readonly icon?: string
  readonly navigation: readonly NavigationItem[]
}

export interface NavigationItem {
  readonly key: string
  readonly view: string
  readonly title: string
  readonly group?: string
}

export interface Entity {
  readonly id: string
  readonly title: string
  readonly plural: string
  readonly icon?: string
  readonly kind: "master" | "reference" | "document" | "setting" | "log" | "ledger"
  readonly title_field: string
  readonly searchable: readonly string[]
  readonly tree?: string
  readonly can: {
    readonly create: boolean
    readonly update: boolean
    readonly delete: boolean
    readonly export: boolean
    /** Whether records may be made that are like one that is there. */
    readonly duplicates?: boolean
  }
  /** Whether records of one thing are made one. */
  readonly merge?: boolean
  /** By what such records are told: what they have in common, and the fields that it is read from. */
  readonly duplicates?: readonly {
    readonly name: string
    readonly title: string
    readonly reads: readonly string[]
  }[]
  readonly history: boolean
  readonly fields: Fields
  /** The states of its records, and the transitions that this principal's roles open. */
  readonly lifecycle?: Lifecycle
}

export interface Lifecycle {
  readonly id: string
  readonly initial: string
  readonly transitions: readonly Transition[]
}

export interface Transition {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly icon?: string
  /** A question asked before. */
  readonly confirm?: string
  readonly from: readonly string[]
  readonly to: string
  /** Whether others may have to agree first. */
  readonly approval?: boolean
  /** Whether it writes into ledgers. */
  readonly posts?: boolean
  /** What is asked for. */
  readonly input?: Fields
}

/** Fields by name, of an entity or of child rows. */
export type Fields = { readonly [name: string]: Field }

export interface Field {
  readonly name: string
  readonly title: string
  readonly description?: string
  /** `string`, `integer`, `boolean`, `array` or `object`, as in JSON Schema. */
  readonly type: string
  readonly format?: string
  readonly enum?: readonly Choice[]
  /** The entity referred to; a list makes the reference polymorphic. */
  readonly ref?: string | readonly string[]
  readonly many?: boolean
  readonly rows?: { readonly title: string; readonly fields: Fields }
  readonly required: boolean
  /** Never writable by this principal, or kept by the system. */
  readonly read_only: boolean
  /** The states of the record in which nobody changes it. */
  readonly closed_in?: readonly string[]
  /** Worked out by the server over rows and definitions; a preview shows it before it is saved. */
  readonly calculated?: boolean
  /** Found by the server where nobody gives it, and anew when what it follows changes; a preview shows it. */
  readonly lookup?: boolean
  readonly computed?: string
  readonly virtual?: boolean
  readonly default?: unknown
  readonly visible?: string
  readonly required_when?: string
  readonly read_only_when?: string
  readonly filter?: string
  /** When a record is chosen: field beside this one -> expression over the chosen record whose value it takes. */
  readonly copy?: { readonly [field: string]: string }
  readonly max_length?: number
  readonly minimum?: number | string
  readonly maximum?: number | string
  readonly pattern?: string
  readonly scale?: number
  readonly currency_field?: string
  readonly unit_field?: string
  readonly order: number
}

export interface Choice {
  readonly value: string
  readonly title: string
  readonly color?: string
}

export interface FormLayout {
  readonly id: string
  readonly title?: string
  readonly sections: readonly Section[]
  readonly related: readonly RelatedList[]
}

export interface Section {
  readonly key: string
  readonly title?: string
  readonly tab?: string
  readonly columns: number
  readonly visible?: string
  readonly fields: readonly Placement[]
}

/** Where a field stands in a section; `columns` picks the columns of child rows. */
export interface Placement {
  readonly field: string
  readonly span: number
  readonly widget?: string
  readonly columns?: readonly string[]
}

export interface RelatedList {
  readonly key: string
  readonly title?: string
  readonly entity: string
  /** The field there that refers to this record. */
  readonly via: string
  readonly columns: readonly string[]
}

export interface View {
  readonly id: string
  readonly kind: "list"
  readonly entity: string
  readonly title: string
  readonly icon?: string
  readonly columns: readonly Column[]
  readonly filter?: string
  readonly sort: readonly string[]
}

export interface Column {
  /** A field, or a path through references: `account.name`. */
  readonly path: string
  readonly title?: string
  readonly width?: number
}
