// Sending a file to an importer.
import type { Row } from "../contract/record.ts"
import { send } from "./client.ts"

/** A fault, and where in the file it is. */
export interface FileFault {
  readonly line: number
  readonly column?: string
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** What has come of a file, or what would. */
export interface Imported {
  readonly records: number
  readonly skipped: { readonly records: number; readonly rows: number }
  readonly ids: readonly string[]
  /** The first records. */
  readonly preview: readonly Row[]
  readonly faults: readonly FileFault[]
}

export interface Sending {
  readonly importer: string
  readonly file: Blob
  /** What the importer asks for, as texts. */
  readonly input: Readonly<Record<string, string>>
}

/** What the file would make, and all that is wrong with it. */
export function rehearseImport(sending: Sending, signal: AbortSignal): Promise<Imported> {
  return send<Imported>(address(sending, { dry_run: "true" }), { method: "POST", file: sending.file, signal })
}

export function importFile(sending: Sending): Promise<Imported> {
  return send<Imported>(address(sending, {}), { method: "POST", file: sending.file })
}

function address({ importer, input }: Sending, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...input, ...more }).toString()
  return `/imports/${encodeURIComponent(importer)}${query === "" ? "" : `?${query}`}`
}
