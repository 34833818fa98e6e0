// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * An expression of the one language, checked against the model.
 */
export type Expression = string

/**
 * A way to see many records of an entity.
 */
export interface ViewSource {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * Id of this item, `module.name`; it agrees with the path of the file.
   */
  $id: string
  /**
   * What kind of thing it is.
   */
  kind: "list"
  /**
   * The entity it is about.
   */
  entity: string
  /**
   * Shown in navigation and above the list.
   */
  title: string
  /**
   * Name of a Tabler icon, without prefix.
   */
  icon?: string
  /**
   * Columns by field or path, `account.name`.
   */
  columns: {
    [k: string]: {
      /**
       * Position among its like.
       */
      order?: number
      /**
       * Overrides the field's title.
       */
      title?: string
      /**
       * Width in pixels at first.
       */
      width?: number
    }
  }
  filter?: Expression
  /**
   * How the list is sorted at first; `-` for descending.
   */
  sort?: string[]
}
