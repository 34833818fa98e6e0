// What is wrong with metadata. Diagnostics are collected, all of them at once; only requests throw.

/** One fault in metadata: where it stands (file, JSON pointer, layer) and how to mend it. `code` is in the catalogue. */
export interface Diagnostic {
  readonly code: string
  readonly severity: "error" | "warning"
  readonly message: string
  /** The mend in a few words, most often the nearest existing name. */
  readonly hint?: string
  /** Path of the file relative to the layer's root, `crm/entities/lead.json`. */
  readonly file?: string
  /** RFC 6901 pointer inside the file, `/properties/name/format`. */
  readonly pointer?: string
  /** Name of the layer that set the offending key. */
  readonly layer?: string
}
