// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.
import type {Property} from "./entity.ts"

/**
 * One value.
 */
export type Read =
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      /**
       * Paths of elements, `Acct/Id/IBAN`, `Bal[Tp/Cd=OPBD]/Amt`, `Amt/@Ccy`, `../Amt`; the first that is there counts. Of a CSV file headings, whatever their case.
       */
      from: string | string[]
      /**
       * What it is read as; `code` is text in capitals without spaces, `count` how many there are; text if absent.
       */
      type?: "text" | "code" | "number" | "date" | "boolean" | "count"
      /**
       * Refused where it is empty or not there.
       */
      required?: boolean
      /**
       * Several elements make one text, with this between them.
       */
      join?: string
      /**
       * The decimal sign of numbers; of a CSV file it is found out if absent, else it is the point.
       */
      decimal?: "." | ","
      /**
       * How dates are written, of `YYYY`, `YY`, `MM`, `DD` and what stands between; `*` for whatever follows. ISO 8601 if absent.
       *
       * @minItems 1
       */
      formats?: string[]
      /**
       * Texts that mean true, whatever their case; the others are false.
       *
       * @minItems 1
       */
      true?: string[]
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      /**
       * Whether it is made.
       */
      digest: true
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      value: Expression
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      /**
       * The entity, or kind of child rows, `base.party/bank_accounts`.
       */
      find: string
      where: Expression
      /**
       * Of several the first in this order, `-` for descending; without it, several are a fault.
       *
       * @minItems 1
       */
      sort?: string[]
      /**
       * Refused where none is found.
       */
      required?: boolean
      /**
       * Said then.
       */
      message?: string
      /**
       * The name whose place in the file is told.
       */
      of?: string
    }
/**
 * An expression of the one language.
 */
export type Expression = string

/**
 * How a file becomes records: where they stand in it, what is read of them, and which fields that fills.
 */
export interface ImporterSource {
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
   * Which files it is for.
   */
  description?: string
  /**
   * The entity whose records are made.
   */
  entity: string
  /**
   * `csv`: separated values with a line of headings; `xml`: elements; `ofx`: Open Financial Exchange, 1 (SGML) and 2 (XML).
   */
  format: "csv" | "xml" | "ofx"
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  /**
   * Endings of the names of such files, `.csv`.
   *
   * @minItems 1
   */
  extensions?: string[]
  /**
   * What is asked for besides the file; known as `input`.
   */
  input?: {
    /**
     * Those that must be given.
     *
     * @minItems 1
     */
    required?: string[]
    /**
     * The fields.
     */
    properties: {
      /**
       * A field, declared as in an entity.
       */
      [k: string]: Property
    }
  }
  /**
   * Where records stand: paths of elements; in a CSV file `row` (if absent) for one in each line, `file` for one of all lines.
   */
  records?: string | string[]
  /**
   * A heading of a CSV file: lines with the same value below it are one record.
   */
  group?: string
  /**
   * What separates the values of a CSV file; found out if absent.
   */
  delimiter?: "," | ";" | "\t" | "|"
  /**
   * What is read of each, by name: expressions use these names.
   */
  read?: {
    [k: string]: Read
  }
  where?: Expression
  /**
   * Conditions on what was read, each with its own message.
   */
  checks?: {
    [k: string]: {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      assert: Expression
      /**
       * Said when it does not.
       */
      message: string
      /**
       * The name whose place in the file is told.
       */
      of?: string
    }
  }
  known?: Known
  /**
   * Fields that are filled, by expressions over what was read.
   */
  values: {
    [k: string]: Expression
  }
  /**
   * Child rows, by the field that holds them.
   */
  rows?: {
    [k: string]: Rows
  }
}
/**
 * What is there already is not imported again.
 */
export interface Known {
  where: Expression
  /**
   * `skip` (if absent) leaves it out, `refuse` refuses the file.
   */
  then?: "skip" | "refuse"
  /**
   * Said when the file is refused.
   */
  message?: string
}
/**
 * Child rows of a record.
 */
export interface Rows {
  /**
   * Paths of their elements, from that of the record. Of a CSV file each line of the record is one.
   */
  at?: string | string[]
  /**
   * Paths of elements inside: where there are such, each is a row, and not the one around it.
   */
  each?: string | string[]
  /**
   * What is read of each, by name: expressions use these names.
   */
  read?: {
    [k: string]: Read
  }
  where?: Expression
  /**
   * Conditions on what was read, each with its own message.
   */
  checks?: {
    [k: string]: {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      assert: Expression
      /**
       * Said when it does not.
       */
      message: string
      /**
       * The name whose place in the file is told.
       */
      of?: string
    }
  }
  known?: Known
  /**
   * Fields that are filled, by expressions over what was read.
   */
  values: {
    [k: string]: Expression
  }
}
