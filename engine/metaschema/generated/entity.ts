// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * An expression of the one language, checked against the model.
 */
export type Expression = string
/**
 * What spans rows and definitions: taxes and charges, instalments, shares. Its results are kept by the system.
 */
export type Calculation = Charges | Schedule | Shares

/**
 * An entity of a module: a JSON Schema object with Tenon's vocabulary. Every key acts; an unknown key is an error.
 */
export interface EntitySource {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * `module.entity`.
   */
  $id: string
  /**
   * What one record is called.
   */
  title: string
  /**
   * What many are called; title + s if absent.
   */
  plural?: string
  /**
   * What it is for.
   */
  description?: string
  /**
   * Name of a Tabler icon, without prefix.
   */
  icon?: string
  /**
   * JSON type of the value.
   */
  type: "object"
  /**
   * master: catalogue; reference: a short list that others are classified by (currencies, units, reasons), so references to it have no index unless they ask; document: has a life cycle; setting: one record; log: append-only.
   */
  kind: "master" | "reference" | "document" | "setting" | "log"
  /**
   * Former name of this entity: declares a rename, so its data is kept.
   */
  was?: string
  /**
   * The field a record is named by.
   */
  title_field?: string
  /**
   * Text fields that `q` and reference search look into; a path through a reference is not allowed.
   *
   * @minItems 1
   */
  searchable?: string[]
  /**
   * How lists are sorted when not asked otherwise; `-` for descending.
   */
  order?: string[]
  /**
   * Named sets of fields that no two records share; NULLs count as different.
   */
  unique?: {
    [k: string]: UniqueSet
  }
  /**
   * Named indexes that lists and filters use, beyond those of unique sets and references.
   */
  indexes?: {
    [k: string]: {
      /**
       * The fields.
       *
       * @minItems 1
       */
      fields: string[]
    }
  }
  /**
   * Date ranges that must not overlap among records with equal fields (EXCLUDE USING gist).
   */
  exclude?: {
    [k: string]: {
      /**
       * Fields that must be equal for two ranges to be compared.
       */
      equal: string[]
      /**
       * First day of the range, inclusive; NULL is open.
       */
      from: string
      /**
       * Last day of the range, inclusive; NULL is open.
       */
      to: string
      where?: Expression
      /**
       * Said when ranges overlap.
       */
      message?: string
    }
  }
  /**
   * Conditions that hold for every stored record.
   */
  rules?: {
    [k: string]: Rule
  }
  /**
   * Taxes and charges, instalments, shares: values that span rows and definitions, worked out in their order with every write.
   */
  calculations?: {
    [k: string]: Calculation
  }
  /**
   * The reference that names the parent: cycles are refused, `within()` works.
   */
  tree?: string
  /**
   * Records of one thing may be made one: the first of the order survives, takes over what it lacks and all that refers to the others.
   */
  merge?: {
    where?: Expression
    /**
     * Which one survives: fields and paths, `-` for descending.
     *
     * @minItems 1
     */
    order: string[]
    /**
     * Text fields that are joined in that order instead of kept.
     *
     * @minItems 1
     */
    join?: string[]
  }
  /**
   * How records of one thing are told: what people make is looked up by each of these, and refused where there is one like it.
   */
  duplicates?: {
    [k: string]: {
      /**
       * What such records have in common, shown to people.
       */
      title: string
      /**
       * Stored fields; none that is empty is like another.
       *
       * @minItems 1
       */
      match: string[]
      /**
       * `all` of them alike, as if absent, or `any` of them like any.
       */
      need?: "all" | "any"
      where?: Expression
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
    }
  }
  /**
   * Whether files may be attached: the record becomes a target of references that say `{"carries": "attachments"}`. On if absent for documents.
   */
  attachments?: boolean
  /**
   * Whether the record is a target of references that say `{"carries": "comments"}`. On if absent for documents.
   */
  comments?: boolean
  /**
   * Whether the record is a target of references that say `{"carries": "activities"}`. On if absent for documents.
   */
  activities?: boolean
  /**
   * Whether changes are kept field by field; on if absent.
   */
  history?: boolean
  /**
   * Fields that every record holds.
   */
  required?: string[]
  /**
   * The fields by name.
   */
  properties: {
    [k: string]: Property
  }
  $defs?: RowKinds
}
/**
 * Fields whose values together no two records share.
 */
export interface UniqueSet {
  /**
   * The fields.
   *
   * @minItems 1
   */
  fields: string[]
  where?: Expression
  /**
   * Said when the value is taken.
   */
  message?: string
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
 * Taxes and charges over the rows of a record.
 */
export interface Charges {
  /**
   * What is calculated.
   */
  kind: "charges"
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  rounding?: Expression
  step?: Expression
  total_step?: Expression
  /**
   * The rows that are charged for.
   */
  lines: {
    /**
     * The field that holds them.
     */
    rows: string
    where?: Expression
    amount: Expression
    quantity?: Expression
    taxes?: Expression
    /**
     * Fields of the rows for what comes out.
     */
    into?: {
      /**
       * The amount without taxes.
       */
      net?: string
      /**
       * All taxes of the row.
       */
      tax?: string
      /**
       * What is asked for the row, with its taxes.
       */
      gross?: string
    }
  }
  /**
   * How the definition of a tax is read: expressions over it, with `parent` for the record.
   */
  tax?: {
    kind?: Expression
    rate: Expression
    included?: Expression
    enlarges?: Expression
    order?: Expression
    /**
     * The field that holds the taxes of a group.
     */
    members?: string
  }
  /**
   * Rows of charges over the whole record.
   */
  charges?: {
    /**
     * The field that holds them.
     */
    rows: string
    kind: Expression
    value: Expression
    row?: Expression
    line_rate?: Expression
    /**
     * Fields of the charges for what comes out.
     */
    into?: {
      /**
       * What it is a percentage of.
       */
      base?: string
      /**
       * The amount.
       */
      amount?: string
      /**
       * The running total after it.
       */
      total?: string
    }
  }
  /**
   * A discount on the whole record.
   */
  discount?: {
    on?: Expression
    percent?: Expression
    amount?: Expression
  }
  /**
   * Fields of the record for what comes out.
   */
  into: {
    /**
     * A row for each tax that occurs.
     */
    taxes?: {
      /**
       * The field that holds the rows, which nobody writes by hand.
       */
      rows: string
      /**
       * The definition.
       */
      tax?: string
      /**
       * What it is a tax on.
       */
      base?: string
      /**
       * The amount.
       */
      amount?: string
      /**
       * Further fields of the rows: field -> expression over what the row came of, with `parent` for the record.
       */
      carry?: {
        [k: string]: Expression
      }
    }
    /**
     * The sum of the net amounts.
     */
    net?: string
    /**
     * The sum of the taxes.
     */
    tax?: string
    /**
     * The sum of the charges.
     */
    charges?: string
    /**
     * The discount as an amount.
     */
    discount?: string
    /**
     * What rounding adds to the total.
     */
    round_off?: string
    /**
     * Net, taxes, charges and round-off.
     */
    total?: string
  }
}
/**
 * The instalments of an amount.
 */
export interface Schedule {
  /**
   * What is calculated.
   */
  kind: "schedule"
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  total: Expression
  date: Expression
  step?: Expression
  /**
   * The rows that say how much is due when; plain names are their fields.
   */
  terms: {
    /**
     * A path to the field that holds them, `payment_term.lines`.
     */
    rows: string
    kind: Expression
    value: Expression
    /**
     * Steps from the date to the day on which it is due.
     */
    due?: {
      [k: string]: DateStep
    }
    /**
     * What is taken off for paying early.
     */
    discount?: {
      percent?: Expression
      amount?: Expression
      /**
       * Steps from the date to the last day of it.
       */
      until: {
        [k: string]: DateStep
      }
    }
  }
  /**
   * The rows that hold the instalments.
   */
  into: {
    /**
     * The field that holds the rows, which nobody writes by hand.
     */
    rows: string
    /**
     * The day on which it is due.
     */
    due: string
    /**
     * The amount.
     */
    amount: string
    /**
     * What is taken off for paying early.
     */
    discount?: string
    /**
     * The last day of the discount.
     */
    discount_until?: string
    /**
     * Further fields of the rows: field -> expression over what the row came of, with `parent` for the record.
     */
    carry?: {
      [k: string]: Expression
    }
  }
}
/**
 * One step from a date to another.
 */
export interface DateStep {
  /**
   * `day_of_month`: that day of the month; `weekday`: the next one from the day on, 1 Monday to 7 Sunday.
   */
  unit: "days" | "weeks" | "months" | "day_of_month" | "weekday"
  by: Expression
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
}
/**
 * An amount shared over rows by a weight.
 */
export interface Shares {
  /**
   * What is calculated.
   */
  kind: "shares"
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  amount: Expression
  step?: Expression
  /**
   * The field that holds the rows that it is shared over.
   */
  rows: string
  where?: Expression
  weight: Expression
  /**
   * The field of the rows for the share.
   */
  into: string
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
   * Where the value is found when nobody gives it: a query over other records, or an expression that may walk references. Looked up again when a field that it reads changes.
   */
  lookup?: {
    /**
     * The entity, or `sales.order/lines` the child rows, that is searched.
     */
    of?: string
    where?: Expression
    /**
     * Which of several is taken: fields of it, `-` for descending, those that are empty last. With what `where` says to be equal it leaves one only.
     */
    order?: string[]
    take?: Expression
    otherwise?: Expression
    /**
     * Fields beside this one: nothing is looked up by a write that gives one of them.
     *
     * @minItems 1
     */
    unless?: string[]
    /**
     * Said where the field is required and nothing is found; `{currency.code}` is a value of this record or row.
     */
    message?: string
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
   * How likely the record ends well, in percent, by what became of others of its like (naive Bayes): stored, and worked out anew when what it reads of its own record changes.
   */
  likelihood?: {
    won: Expression
    lost: Expression
    /**
     * Fields in which those it learns from are like the record; where one is empty it learns from all.
     *
     * @minItems 1
     */
    among?: string[]
    /**
     * What records have in common: values by name.
     */
    aspects: {
      [k: string]: Expression
    }
    /**
     * How far records have come: numbers by name. One that ended well has passed every step, one that did not those up to its own.
     */
    steps?: {
      [k: string]: Expression
    }
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
     * Text with {YYYY}, {YY}, {MM}, {DD} and one run of zeros in braces, `OPP-{YYYY}-{00000}`; `{code}` is a stored field of the record that `scope` refers to.
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
   * An index for filters and sorts by this field. References have one if absent, except to an entity of kind reference.
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
 * Kinds of child rows, held in fields whose `items` name them.
 */
export interface RowKinds {
  [k: string]: ChildRows
}
/**
 * A kind of child rows: a table of its own, edited inside its parent.
 */
export interface ChildRows {
  /**
   * JSON type of the value.
   */
  type: "object"
  /**
   * Label of one row.
   */
  title?: string
  /**
   * Fields that every record holds.
   */
  required?: string[]
  /**
   * The fields by name.
   */
  properties: {
    [k: string]: Property
  }
  /**
   * Conditions that hold for every stored record.
   */
  rules?: {
    [k: string]: Rule
  }
  /**
   * Named sets of fields unique among the rows of one record.
   */
  unique?: {
    [k: string]: UniqueSet
  }
}
