// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * A template: a folder of metadata for an industry or a country, which changes the modules for the tenants that add it.
 */
export interface TemplateManifest {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * Name of the template, which is its folder's: tenants add it as `template:name`.
   */
  name: string
  /**
   * Shown in the list of what can be added.
   */
  title: string
  /**
   * What it is for.
   */
  description?: string
  /**
   * Semantic version.
   */
  version: string
}
