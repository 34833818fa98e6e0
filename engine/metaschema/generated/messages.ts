// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * Translations of a module into one language, by pointer: `crm.lead/properties/name/title`.
 */
export interface MessagesSource {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  [k: string]: string | undefined
}
