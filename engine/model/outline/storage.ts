// Decides where a field's values live: a column, a reference, columns of a polymorphic reference, a table of pairs,
// a table of child rows, or nowhere.
import type { Property } from "../../metaschema/index.ts"
import { fieldType } from "../field/index.ts"
import { innerTable, targetColumn } from "../names.ts"
import type { Place, Report } from "../report.ts"
import { inside } from "../report.ts"
import type { FieldTypeName, Rows, Storage } from "../types.ts"
import type { Ground } from "./ground.ts"

export interface Holder {
  readonly table: string
  /** The entity whose file it stands in, for what it may refer to. */
  readonly module: string
}

/** The storage of a declared property; undefined when it refers to nothing that exists, which is reported. */
export function storageOf(
  [name, property, type]: readonly [string, Property, FieldTypeName],
  holder: Holder,
  rows: Rows | undefined,
  place: Place,
  ground: Ground,
): Storage | undefined {
  if (property.virtual === true && property.computed !== undefined) return { kind: "virtual" }
  if (property.balance !== undefined) return { kind: "virtual" }
  const onDelete = property.on_delete ?? "restrict"
  switch (type) {
    case "rows":
      return rows === undefined ? undefined : { kind: "rows", rows }
    case "ref":
    case "many": {
      const entity = oneTarget(property, holder, place, ground)
      if (entity === undefined) return undefined
      return type === "ref"
        ? { kind: "ref", entity, onDelete }
        : { kind: "many", entity, table: innerTable(holder.table, name) }
    }
    case "any_ref": {
      const targets = anyTargets(property, holder, place, ground)
      return {
        kind: "any_ref",
        targets: targets.map((entity) => ({ entity, column: targetColumn(name, entity) })),
        onDelete,
      }
    }
    default: {
      const column = fieldType(type).column?.(property)
      return column === undefined ? undefined : { kind: "column", column }
    }
  }
}

/** The entity that a reference to one entity names, or the child rows that a single one names. */
function oneTarget(
  { ref, many }: Property,
  holder: Holder,
  place: Place,
  ground: Ground,
): string | undefined {
  const at = inside(place, "ref")
  if (many === true && typeof ref === "string" && ref.includes("/")) {
    ground.report.fault("MOD014", at, "Child rows are referred to one at a time.", "Name an entity.")
    return undefined
  }
  if (typeof ref === "string") return ground.isTarget(ref, at, holder.module) ? ref : undefined
  ground.report.fault("MOD014", at, "Many records are of one entity.", "Name one entity.")
  return undefined
}

/** The entities that a polymorphic reference may name. */
function anyTargets(property: Property, holder: Holder, place: Place, ground: Ground): readonly string[] {
  const { ref } = property
  if (Array.isArray(ref))
    return ref.filter((one, index) => ground.isTarget(one, inside(place, "ref", index), holder.module))
  if (typeof ref === "object") return ground.carriers(ref.carries)
  return []
}

/** Reports identifiers that PostgreSQL would cut off. */
export function checkLengths(names: readonly string[], place: Place, report: Report, limit: number): void {
  for (const name of names)
    if (name.length > limit)
      report.fault(
        "MOD012",
        place,
        `The database name "${name}" has ${name.length} characters; ${limit} fit.`,
        "Choose a shorter name.",
      )
}

/** The identifiers of the database that a field's storage takes, tables and columns. */
export function identifiersOf(name: string, storage: Storage): readonly string[] {
  switch (storage.kind) {
    case "many":
      return [storage.table]
    case "rows":
      return [storage.rows.table]
    case "any_ref":
      return storage.targets.map((target) => target.column)
    default:
      return [name]
  }
}
