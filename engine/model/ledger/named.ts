// Names in a ledger's file that must be those of its dimensions, measures or fields.
import type { LedgerSource } from "../../metaschema/index.ts"
import type { LayoutGround } from "../layout/layout.ts"
import { inside, type Place, type Report } from "../report.ts"
import type { Entity, EntryPath } from "../types.ts"

/** What the parts of a ledger are checked against. */
export interface LedgerGround {
  readonly source: LedgerSource
  readonly place: Place
  /** The entity of its entries. */
  readonly entries: Entity
  readonly layout: LayoutGround
}

/** The names, each reported that is none of `known`. */
export function knownNames(
  names: readonly string[],
  what: string,
  known: Readonly<Record<string, unknown>>,
  [place, report]: readonly [Place, Report],
): readonly string[] {
  return names.filter((name, index) => {
    if (Object.hasOwn(known, name)) return true
    report.unknown(inside(place, index), what, name, Object.keys(known))
    return false
  })
}

/** One name, reported when it is none of `known`. */
export function knownName(
  name: string,
  what: string,
  known: Readonly<Record<string, unknown>>,
  [place, report]: readonly [Place, Report],
): void {
  if (!Object.hasOwn(known, name)) report.unknown(place, what, name, Object.keys(known))
}

/** A field of the entry, `date`, or one of what it refers to, `journal.type`; undefined where there is none, which is
 * reported. */
export function entryPath(
  text: string,
  { entries, layout }: LedgerGround,
  place: Place,
): EntryPath | undefined {
  const { report } = layout
  const [name = "", inner] = text.split(".")
  const field = entries.fields.get(name)
  if (field === undefined)
    return void report.unknown(place, "field of the entry", name, entries.fields.keys())
  if (inner === undefined) return { field: name }
  const entity = field.storage.kind === "ref" ? layout.entities.get(field.storage.entity) : undefined
  if (entity === undefined)
    return void report.fault("MOD014", place, `"${name}" is not a reference to one entity.`)
  const found = entity.fields.get(inner)
  if (found === undefined)
    return void report.unknown(place, `field of ${entity.id}`, inner, entity.fields.keys())
  if (!isColumn(found))
    return void report.fault("MOD014", place, `"${inner}" of ${entity.id} is not a single stored value.`)
  return { field: name, of: { entity: entity.id, field: inner } }
}

/** Whether the field stands in one column. */
export function isColumn(field: { readonly storage: { readonly kind: string } } | undefined): boolean {
  return field?.storage.kind === "column" || field?.storage.kind === "ref"
}
