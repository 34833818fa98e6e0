// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * A report: parameters, a source, columns, groups and totals.
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
}
