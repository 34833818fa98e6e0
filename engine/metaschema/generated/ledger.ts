// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.
import type {Property, Rule} from "./entity.ts"

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
    /**
     * A field, declared as in an entity.
     */
    [k: string]: Property
  }
  /**
   * The decimals that are summed.
   */
  measures: {
    /**
     * A field, declared as in an entity.
     */
    [k: string]: Property
  }
  /**
   * What an entry tells besides.
   */
  attributes?: {
    /**
     * A field, declared as in an entity.
     */
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
    /**
     * A condition that must hold, and what is said when it does not.
     */
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
     * Length of a period; `month_and_day` keeps sums by day beside those by month, so that a day which cuts a month in two costs no reading of its entries.
     */
    period: "day" | "month" | "month_and_day"
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
      /**
       * A condition that must hold, and what is said when it does not.
       */
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
