// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * true, false, or a condition over the record and `user`.
 */
export type Condition = boolean | Expression
/**
 * An expression of the one language, checked against the model.
 */
export type Expression = string

/**
 * What a role may do. Absent means no.
 */
export interface RoleSource {
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
   * Who has it.
   */
  description?: string
  /**
   * Roles whose rights it has too.
   */
  includes?: string[]
  /**
   * Every right to every entity: the administrator.
   */
  all?: boolean
  /**
   * Rights by entity.
   */
  entities: {
    [k: string]: Grant
  }
}
/**
 * What the role may do with the records of one entity.
 */
export interface Grant {
  read?: Condition
  create?: Condition
  update?: Condition
  delete?: Condition
  /**
   * Rights to single fields; a field not named follows the entity.
   */
  fields?: {
    [k: string]: "none" | "read" | "write"
  }
  /**
   * Transitions of the record's life cycle: all, or those named.
   */
  transitions?: true | string[]
  /**
   * Whether records may be made that are like one that is there, `?duplicates=allow`.
   */
  duplicates?: boolean
  /**
   * Whether lists may be exported.
   */
  export?: boolean
}
