// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.

/**
 * A module: a folder of metadata with a name and a version.
 */
export interface ModuleSource {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * Name of the module: the folder and the first part of its ids.
   */
  name: string
  /**
   * Shown in navigation.
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
  /**
   * Modules whose entities this one may refer to.
   */
  depends: string[]
  /**
   * Name of a Tabler icon, without prefix.
   */
  icon?: string
  /**
   * Position in navigation.
   */
  order?: number
  /**
   * What stands in the navigation under the module, by key.
   */
  navigation?: {
    [k: string]: {
      /**
       * Id of a view.
       */
      view: string
      /**
       * Overrides the view's title.
       */
      title?: string
      /**
       * Heading it stands under.
       */
      group?: string
      /**
       * Position among its like.
       */
      order?: number
    }
  }
}
