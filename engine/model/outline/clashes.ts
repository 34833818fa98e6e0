// Reports what would collide in the database: two tables or two columns of the same name, `was` of something that is there,
// and modules that entities claim but nobody declares.
import { inside, type Report } from "../report.ts"
import { identifiersOf } from "./storage.ts"
import type { EntityOutline, Outline } from "./outline.ts"

/** Reports every clash among the outlines. */
export function reportClashes(outlines: ReadonlyMap<string, EntityOutline>, report: Report): void {
  const tables = new Map<string, string>()
  const claim = (table: string, by: string, outline: Outline): void => {
    const other = tables.get(table)
    if (other !== undefined)
      report.fault(
        "MOD012",
        outline.place,
        `The table "${table}" of ${by} is already that of ${other}.`,
        "Rename one of the two.",
      )
    tables.set(table, by)
  }
  for (const outline of outlines.values()) {
    claim(outline.table, outline.id, outline)
    reportWas(outline, outlines, report)
    for (const inner of [outline, ...outline.rows.values()]) {
      reportFieldWas(inner, report)
      for (const field of inner.fields.values())
        if (field.storage.kind === "many" || field.storage.kind === "rows")
          for (const table of identifiersOf(field.name, field.storage))
            claim(table, `${inner.id}.${field.name}`, inner)
    }
  }
}

function reportWas(
  { source, place, id }: EntityOutline,
  outlines: ReadonlyMap<string, EntityOutline>,
  report: Report,
): void {
  if (source.was === undefined) return
  if (source.was === id || outlines.has(source.was))
    report.fault(
      "MOD014",
      inside(place, "was"),
      `"${source.was}" is there: nothing can have been renamed from it.`,
    )
}

function reportFieldWas({ fields, place }: Outline, report: Report): void {
  const former = new Map<string, string>()
  for (const { name, was } of fields.values()) {
    if (was === undefined) continue
    const at = inside(place, "properties", name, "was")
    if (fields.has(was))
      report.fault("MOD014", at, `"${was}" is there: nothing can have been renamed from it.`)
    const other = former.get(was)
    if (other !== undefined) report.fault("MOD014", at, `"${other}" says that it was "${was}" too.`)
    former.set(was, name)
  }
}
