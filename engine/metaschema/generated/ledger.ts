// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * An expression of the one language, checked against the model.
 */
export type Expression = string

/**
 * An append-only book: entries with dimensions and measures, written by postings only and kept right by PostgreSQL.
 */
export interface LedgerSource {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * Id of this item, `module.name`; it agrees with the path of the file.
   */
  $id: string
  /**
   * What the book is called.
   */
  title: string
  /**
   * What its entries are called together.
   */
  plural?: string
  /**
   * What it is for.
   */
  description?: string
  /**
   * Name of a Tabler icon.
   */
  icon?: string
  /**
   * What entries are told apart and summed by: references, dates, listed values.
   */
  dimensions: {
    [k: string]: Property
  }
  /**
   * The decimals that are summed.
   */
  measures: {
    [k: string]: Property
  }
  /**
   * What an entry tells besides.
   */
  attributes?: {
    [k: string]: Property
  }
  /**
   * Dimensions and attributes that every entry has.
   *
   * @minItems 1
   */
  required?: string[]
  /**
   * Two measures of which an entry has one, never negative.
   */
  sides?: {
    /**
     * The measure of the debit side.
     */
    debit: string
    /**
     * The measure of the credit side.
     */
    credit: string
  }
  /**
   * The sum over the entries of a posting that is zero, exactly.
   */
  balanced?: {
    sum: Expression
    /**
     * Dimensions by each of which it is zero.
     *
     * @minItems 1
     */
    by?: string[]
  }
  /**
   * What must hold for every entry. Those that read the entry alone become CHECKs.
   */
  rules?: {
    [k: string]: Rule
  }
  /**
   * What closes days to entries.
   */
  locks?: {
    [k: string]: Lock
  }
  /**
   * A chain of SHA-256 hashes over postings, each covering the one before.
   */
  chain?: {
    /**
     * Dimensions with a chain for each of their values.
     *
     * @minItems 1
     */
    by: string[]
    /**
     * A boolean of the entry, or of what it refers to (`journal.hashed`): only such are chained.
     */
    when?: string
  }
  /**
   * Sums of the measures kept by period and dimensions, so that a balance need not read every entry.
   */
  totals?: {
    /**
     * The dimensions.
     *
     * @minItems 1
     */
    by: string[]
    /**
     * Length of a period.
     */
    period: "day" | "month"
  }
  /**
   * Sums of the measures kept by dimensions over all time, locked while an entry is written.
   */
  balances?: {
    /**
     * The dimensions.
     *
     * @minItems 1
     */
    by: string[]
    /**
     * What must hold for each sum as it changes: plain names are its dimensions and measures.
     */
    rules?: {
      [k: string]: Rule
    }
  }
  /**
   * What an outgoing entry is worth: worked out from those before it, in order of date and of writing.
   */
  costing?: {
    /**
     * The measure that is counted: positive comes in, negative goes out.
     */
    quantity: string
    /**
     * The measure that is worked out.
     */
    value: string
    /**
     * The attribute that sets an absolute quantity (a count): the entry is the difference, whatever is written before it later.
     */
    counted?: string
    /**
     * The attribute that gives the value of one, for what comes in, is counted or has no cost yet.
     */
    rate?: string
    /**
     * The dimensions that have a cost of their own.
     *
     * @minItems 1
     */
    by: string[]
    /**
     * Those of `by` that tell what is costed (the item), the others telling where it is: cost wanders between places by transfers and returns. The first of `by` if absent.
     *
     * @minItems 1
     */
    within?: string[]
    /**
     * The measure that takes what a standard value differs by from what was paid: positive when worth more than paid.
     */
    variance?: string
    method: Expression
    standard?: Expression
    /**
     * Decimals that values are rounded to.
     */
    scale: number
    negative?: Expression
    /**
     * Roles that may write before entries that are there.
     *
     * @minItems 1
     */
    backdate?: string[]
  }
  /**
   * What each entry of this ledger posts into another, in the same transaction; plain names are the entry's fields.
   */
  posts?: {
    [k: string]: Follow
  }
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
 * A condition that must hold, and what is said when it does not.
 */
export interface Rule {
  assert: Expression
  /**
   * Said to the person when the assertion is false.
   */
  message: string
  /**
   * Pointer to the field at fault.
   */
  path?: string
}
/**
 * Records that close days: an entry is refused where one of them matches it.
 */
export interface Lock {
  /**
   * The entity whose records are the locks.
   */
  entity: string
  /**
   * Field of the lock -> field of the entry, or a field of what it refers to (`journal.type`). A lock whose field is empty matches every entry.
   */
  match: {
    [k: string]: string
  }
  /**
   * The lock's first day; without, it closes all days before.
   */
  from?: string
  /**
   * The lock's last day; without, it closes all days after.
   */
  to?: string
  when?: Expression
  /**
   * Said to the person.
   */
  message: string
  /**
   * Records that lift the lock for one user for a time.
   */
  exception?: {
    /**
     * The entity whose records are the exceptions.
     */
    entity: string
    /**
     * As for locks.
     */
    match?: {
      [k: string]: string
    }
    /**
     * The field that names the user.
     */
    user: string
    /**
     * The first day that may be posted to.
     */
    from: string
    /**
     * The instant from which it does not hold any more.
     */
    expires: string
  }
}
/**
 * Entries of another ledger that follow from each entry of this one.
 */
export interface Follow {
  /**
   * The other ledger.
   */
  post: string
  when?: Expression
  /**
   * The rules that make them.
   */
  entries: {
    [k: string]: Entry
  }
}
/**
 * One rule of a posting: the values of an entry by dimension, measure and attribute, each an expression. With `each`, one entry for each child row: plain names are the row's fields, `parent` is the document.
 */
export interface Entry {
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  /**
   * The rows field whose rows make an entry each.
   */
  each?: string
  where?: Expression
  amount?: Expression
  /**
   * In a ledger with costing: the entry whose cost this one takes (a transfer's other end, the delivery that is returned) or adds to (landed cost: quantity 0 with a value).
   */
  origin?: {
    /**
     * The entry that another rule of this posting makes for the same row.
     */
    rule?: string
    line?: Expression
  }
  [k: string]:
    | Expression
    | number
    | {
        /**
         * The entry that another rule of this posting makes for the same row.
         */
        rule?: string
        line?: Expression
      }
    | undefined
}
