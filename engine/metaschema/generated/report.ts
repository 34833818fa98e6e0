// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * An expression of the one language, checked against the model.
 */
export type Expression = string

/**
 * A report: what it is asked with, what it reads, how rows are grouped, and the columns that are worked out for each group.
 */
export interface ReportSource {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * Id of this item, `module.name`; it agrees with the path of the file.
   */
  $id: string
  /**
   * Shown to people.
   */
  title: string
  /**
   * What it tells.
   */
  description?: string
  /**
   * Name of a Tabler icon, without prefix.
   */
  icon?: string
  /**
   * Heading that it stands below among the reports of its module.
   */
  group?: string
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  /**
   * What is asked for, known to expressions as `params`.
   */
  parameters?: {
    [k: string]: Property
  }
  /**
   * Parameters that must be given where they have no default.
   *
   * @minItems 1
   */
  required?: string[]
  /**
   * The entity, ledger (its entries) or kind of child rows, `sales.order/lines`, that it reads.
   */
  source: string
  filter?: Expression
  /**
   * What rows are grouped by, from the outermost to the innermost.
   */
  groups?: {
    [k: string]: Group
  }
  /**
   * Below the groups each record of the source stands as a row.
   */
  records?: {
    where?: Expression
    /**
     * Their order; `-` for descending.
     *
     * @minItems 1
     */
    sort?: string[]
  }
  /**
   * What is shown of each row.
   */
  columns: {
    [k: string]: Column
  }
  having?: Expression
  /**
   * Columns marked `spread` are repeated for each period between two days.
   */
  spread?: {
    /**
     * How long a period is, or the parameter that says so; `whole` for one from beginning to end.
     */
    every: ("week" | "month" | "quarter" | "year" | "whole") | Chosen
    /**
     * The parameter with the first day.
     */
    from: string
    /**
     * The parameter with the last day.
     */
    to: string
  }
  /**
   * Columns marked `compare` are shown beside themselves as of earlier days, with the difference.
   */
  compare?: {
    /**
     * What it is compared with, or the parameter that says so.
     */
    with: ("none" | "previous_period" | "previous_year") | Chosen
    /**
     * The parameter with the first day, if there is one.
     */
    from?: string
    /**
     * The parameter with the last day.
     */
    to: string
  }
  /**
   * Whether a last row sums all; it does unless this is false.
   */
  totals?: boolean
}
/**
 * A field: a JSON Schema property with Tenon's vocabulary.
 */
export interface Property {
  /**
   * May be left out where `ref` is given.
   */
  type?: "string" | "integer" | "boolean" | "array"
  /**
   * Label shown to people.
   */
  title?: string
  /**
   * Help shown beside the field.
   */
  description?: string
  /**
   * Position among the fields; fields without one follow in file order.
   */
  order?: number
  /**
   * Former name of this field: declares a rename, so its data is kept.
   */
  was?: string
  /**
   * Meaning and form of the value.
   */
  format?:
    | "date"
    | "date-time"
    | "time"
    | "email"
    | "uri"
    | "uuid"
    | "decimal"
    | "money"
    | "quantity"
    | "percent"
    | "phone"
    | "color"
    | "richtext"
    | "markdown"
    | "file"
    | "image"
    | "barcode"
    | "expression"
    | "secret"
    | "geo"
    | "role"
    | "entity"
  /**
   * The values allowed.
   *
   * @minItems 1
   */
  enum?: string[]
  /**
   * Label of each value of `enum`.
   */
  enum_titles?: {
    [k: string]: string
  }
  /**
   * Colour of each value of `enum`, shown with an icon, never alone.
   */
  enum_colors?: {
    [k: string]: "gray" | "blue" | "green" | "yellow" | "orange" | "red" | "violet" | "teal"
  }
  /**
   * Fewest characters (code points).
   */
  minLength?: number
  /**
   * Most characters (code points).
   */
  maxLength?: number
  /**
   * ECMA-262 pattern, anchored by its author; kept to what PostgreSQL reads alike.
   */
  pattern?: string
  /**
   * Least value allowed.
   */
  minimum?: number
  /**
   * Greatest value allowed.
   */
  maximum?: number
  /**
   * The value is greater than this.
   */
  exclusiveMinimum?: number
  /**
   * The value is less than this.
   */
  exclusiveMaximum?: number
  /**
   * Fewest values or rows.
   */
  minItems?: number
  /**
   * Most values or rows.
   */
  maxItems?: number
  /**
   * No value stands twice.
   */
  uniqueItems?: boolean
  /**
   * Digits in all, of a decimal.
   */
  precision?: number
  /**
   * Digits after the point, of a decimal.
   */
  scale?: number
  /**
   * Field of the same record (or of the parent, in child rows) that names the currency of a money value.
   */
  currency_field?: string
  /**
   * Field that names the unit of a quantity.
   */
  unit_field?: string
  /**
   * The entity referred to, or `sales.order/lines`, the child rows of one; or, for a polymorphic reference (value `{entity, id}`), a list of entities, or `{"carries": "comments"}`: every entity that carries comments, attachments or activities.
   */
  ref?:
    | string
    | string[]
    | {
        /**
         * What the entities referred to carry.
         */
        carries: "attachments" | "comments" | "activities"
      }
  /**
   * With `ref` and type array: many-to-many.
   */
  many?: boolean
  /**
   * What happens here when the record referred to is deleted; `restrict` if absent.
   */
  on_delete?: "restrict" | "cascade" | "set_null"
  filter?: Expression
  /**
   * When a record is chosen: this record's field -> the expression over the chosen record whose value is copied once.
   */
  copy?: {
    [k: string]: string
  }
  /**
   * Child rows (`$ref` to `#/$defs/...`), or the plain values of an array.
   */
  items?: {
    /**
     * The kind of child rows, `#/$defs/line`.
     */
    $ref?: string
    /**
     * JSON type of the value.
     */
    type?: "string"
    /**
     * Meaning and form of each value.
     */
    format?: "uuid" | "role" | "entity" | "email"
    /**
     * The values allowed.
     *
     * @minItems 1
     */
    enum?: string[]
    /**
     * Most characters (code points).
     */
    maxLength?: number
  }
  computed?: Expression
  /**
   * With `computed`: not stored, worked out when read.
   */
  virtual?: boolean
  /**
   * Aggregate of the records, child rows or ledger entries that refer to this one, kept right in the same transaction.
   */
  rollup?: {
    /**
     * The entity whose records, or `sales.delivery/lines` whose child rows, are aggregated.
     */
    of: string
    /**
     * The field of `of` that refers to this entity or these rows; a polymorphic one may be it.
     */
    via: string
    /**
     * How they are aggregated.
     */
    fn: "sum" | "count" | "min" | "max" | "avg"
    /**
     * The field aggregated; not used by count.
     */
    field?: string
    filter?: Expression
  }
  /**
   * What a ledger holds by now for the values that this record names, summed when it is read.
   */
  balance?: {
    /**
     * The ledger; it keeps `balances`.
     */
    of: string
    /**
     * The measure that is summed.
     */
    field: string
    /**
     * Dimension by which balances are kept -> the value that it has, an expression over this record. Nothing is there for a value that is empty.
     */
    match: {
      [k: string]: Expression
    }
  }
  /**
   * A constant, or {"expression": "today()"}.
   */
  default?:
    | string
    | number
    | boolean
    | string[]
    | {
        expression: Expression
      }
  /**
   * A running number from a locked counter: no gap, no duplicate.
   */
  sequence?: {
    /**
     * Text with {YYYY}, {YY}, {MM}, {DD} and one run of zeros in braces, `OPP-{YYYY}-{00000}`.
     */
    pattern: string
    /**
     * When the number starts again; `never` if absent.
     */
    reset?: "never" | "year" | "month" | "day"
    /**
     * Field each of whose values has a series of its own.
     */
    scope?: string
    /**
     * `create` (if absent): when the record is created. `transition`: by a transition with the effect `number`; empty until then.
     */
    given?: "create" | "transition"
    /**
     * The date field that {YYYY}, {YY}, {MM}, {DD} and the reset follow; today if absent.
     */
    date?: string
  }
  visible?: Expression
  required_when?: Expression
  read_only_when?: Expression
  /**
   * Who sees the value shortened or not at all; roles in `whole` see it whole.
   */
  mask?: {
    /**
     * What others see: the last four characters, the first one, or nothing.
     */
    show: "last4" | "first1" | "none"
    /**
     * Roles that see the whole value.
     */
    whole?: string[]
  }
  immutable_after?: Expression
  /**
   * No two records hold the same value.
   */
  unique?: boolean
  /**
   * An index for filters and sorts by this field.
   */
  indexed?: boolean
  /**
   * Never written through the API or a form.
   */
  readOnly?: boolean
  /**
   * Shown as a hint in the empty field and in the API description.
   */
  examples?: string[]
}
/**
 * One level of grouping.
 */
export interface Group {
  /**
   * What the level is called; that of the field if absent.
   */
  title?: string
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  by: Expression
  /**
   * The records grouped by stand in their tree, and each shows the sum of what is below it.
   */
  tree?: boolean
  /**
   * What the group without a value is called.
   */
  empty?: string
  /**
   * What values are called, where they are listed ones of no field.
   */
  titles?: {
    [k: string]: string
  }
  /**
   * The column that orders the groups, `-` for descending; by what they are called if absent.
   */
  sort?: string
  /**
   * Only the first so many are shown; all of them count.
   */
  limit?: number
}
/**
 * One column: a value of the record or of what is grouped by, a sum or its like, a formula over other columns, or a running sum.
 */
export interface Column {
  /**
   * Heading; that of the field if absent. `{name}` stands for a parameter.
   */
  title?: string
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  value?: Expression
  /**
   * The group whose record `value` is over; a sum or formula stands in rows of that group and below it only.
   */
  of?: string
  sum?: Expression
  /**
   * How many records there are.
   */
  count?: true
  min?: Expression
  max?: Expression
  avg?: Expression
  where?: Expression
  formula?: Expression
  /**
   * A formula that is worked out for the innermost groups and added up for those around them, not worked out anew.
   */
  adds?: boolean
  running?: Expression
  start?: Expression
  /**
   * In a tree, only what stands at the very record, not what is below it.
   */
  own?: boolean
  /**
   * Repeated for each period, known as `period`.
   */
  spread?: boolean
  /**
   * Shown beside itself as of earlier days.
   */
  compare?: boolean
  /**
   * Not shown; other columns read it.
   */
  hidden?: boolean
  /**
   * How numbers are shown.
   */
  format?: "decimal" | "money" | "quantity" | "percent"
  /**
   * Decimals that are shown.
   */
  scale?: number
}
/**
 * What the parameter of that name says.
 */
export interface Chosen {
  /**
   * A parameter with listed values.
   */
  parameter: string
}
