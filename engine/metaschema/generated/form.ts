// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * An expression of the one language, checked against the model.
 */
export type Expression = string

/**
 * The layout of one record: sections of fields, in order, in one to four columns.
 */
export interface FormSource {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * Id of this item, `module.name`; it agrees with the path of the file.
   */
  $id: string
  /**
   * The entity it is about.
   */
  entity: string
  /**
   * Overrides the entity's title.
   */
  title?: string
  /**
   * The sections by key.
   */
  sections: {
    [k: string]: {
      /**
       * Heading.
       */
      title?: string
      /**
       * Tab it stands on; the first tab if absent.
       */
      tab?: string
      /**
       * Position among its like.
       */
      order?: number
      /**
       * How many columns of fields stand side by side.
       */
      columns?: number
      visible?: Expression
      /**
       * The fields.
       */
      fields: {
        [k: string]: {
          /**
           * Position among its like.
           */
          order?: number
          /**
           * How many of the columns the field takes.
           */
          span?: number
          /**
           * How the field is drawn, if not as its type is.
           */
          widget?: "textarea" | "radio" | "switch"
          /**
           * For child rows: the columns of the grid.
           *
           * @minItems 1
           */
          columns?: string[]
        }
      }
    }
  }
  /**
   * Lists of records that refer to this one.
   */
  related?: {
    [k: string]: {
      /**
       * Heading.
       */
      title?: string
      /**
       * The entity it is about.
       */
      entity: string
      /**
       * The field there that refers here.
       */
      via: string
      /**
       * How many columns of fields stand side by side.
       *
       * @minItems 1
       */
      columns?: string[]
      /**
       * Position among its like.
       */
      order?: number
    }
  }
}
