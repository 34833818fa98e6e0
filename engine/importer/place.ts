// Where in the file something comes from, through what was worked out and looked up in between; and faults told there.
import { reads } from "../expression/index.ts"
import type { ImportRead } from "../model/index.ts"
import { MOST_FAULTS } from "./limits.ts"
import type { Draft, FileFault, FilePlace } from "./types.ts"

/** A fault at the place of a name read, or of the draft. Its conditions are then not asked any more. */
export function blame(
  faults: FileFault[],
  draft: Draft,
  of: string | undefined,
  fault: { readonly code: string; readonly message: string; readonly hint?: string },
): void {
  draft.faulty = true
  if (faults.length >= MOST_FAULTS) return
  const place = placeOfName(draft, of) ?? { line: draft.line }
  faults.push({ ...fault, ...place, path: pathOf(place) })
}

/** `/12/Amount`: the line, and the heading or element. */
export function pathOf({ line, column }: FilePlace): string {
  const key = column?.replaceAll("~", "~0").replaceAll("/", "~1")
  return key === undefined ? `/${line}` : `/${line}/${key}`
}

const MOST_STEPS = 8

/** The place of a name read, or of the first that it hangs on. */
export function placeOfName(draft: Draft, name: string | undefined, steps = 0): FilePlace | undefined {
  const read = draft.layout.reads.find((one) => one.name === name)
  if (read === undefined || steps > MOST_STEPS) return undefined
  if (read.kind === "from") return draft.places.get(read.name)
  return placeOfName(draft, sourceOf(read), steps + 1)
}

/** The first name that a value, or a search, reads. */
function sourceOf(read: ImportRead): string | undefined {
  if (read.kind === "find") return read.of ?? nameIn(reads(read.where.node), "params")
  return read.kind === "value" ? nameIn(reads(read.value.node), "row") : undefined
}

function nameIn(paths: ReturnType<typeof reads>, root: string): string | undefined {
  return paths.find((path) => path.root === root)?.steps[0]?.field
}
