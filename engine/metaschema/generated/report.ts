// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.
import type {Property} from "./entity.ts"

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
    /**
     * A field, declared as in an entity.
     */
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
  /**
   * In place of the entries of a ledger with costing: what is left of each that came in, by the end of a day, first in first out; quantity and value are those of what is left.
   */
  layers?: {
    /**
     * The parameter with the day.
     */
    at: string
  }
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
   * Columns marked `across` are repeated for each value of what is chosen, and stand once more for all values together.
   */
  across?: {
    /**
     * The parameter that chooses one of `by`, or `none`.
     */
    choose: string
    /**
     * What can be chosen.
     */
    by: {
      [k: string]: Axis
    }
  }
  /**
   * Whether a last row sums all; it does unless this is false.
   */
  totals?: boolean
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
   * Repeated for each value of what is chosen.
   */
  across?: boolean
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
/**
 * Values that columns stand for.
 */
export interface Axis {
  /**
   * What the values are; that of the field if absent.
   */
  title?: string
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  by: Expression
  /**
   * What the column without a value is called.
   */
  empty?: string
  /**
   * What values are called, where they are listed ones of no field.
   */
  titles?: {
    [k: string]: string
  }
}
