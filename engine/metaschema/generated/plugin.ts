// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * A plugin: a folder whose `metadata` changes the modules for the tenants that add it.
 */
export interface PluginManifest {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * Name of the plugin, which is its folder's: tenants add it as `plugin:name`.
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
