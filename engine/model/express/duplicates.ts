// By what records of one thing are told: the fields of each key are held to the entity, and get an index.
import { reads } from "../../expression/index.ts"
import type { EntitySource } from "../../metaschema/index.ts"
import { inOrder } from "../layout/layout.ts"
import type { EntityOutline } from "../outline/outline.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { DuplicateKey, Entity, Field, Table } from "../types.ts"
import { checkColumn } from "./column.ts"
import { booleanType, type Expressions } from "./expressions.ts"
import { storedScope } from "./scope.ts"

type Source = NonNullable<EntitySource["duplicates"]>

/** The entity's keys, their faults reported; nothing where it has none. */
export function duplicatesOf(
  outline: EntityOutline,
  { fields }: Table,
  all: Expressions,
): { readonly duplicates?: readonly DuplicateKey[] } {
  const { source, place } = outline
  if (source.duplicates === undefined) return {}
  const standing = { shape: outline, parent: undefined }
  const duplicates = inOrder(source.duplicates).map(([name, { title, match, need = "all", where }]) => {
    const at = inside(place, "duplicates", name)
    match.forEach((field, index) => {
      checkColumn(field, standing, inside(at, "match", index), all)
      reportFar(fields.get(field), fields, inside(at, "match", index), all)
    })
    const condition =
      where === undefined
        ? undefined
        : all.read(where, storedScope(standing, all), booleanType, inside(at, "where"))
    return { name, title, match, need, ...present({ where: condition }) }
  })
  return { duplicates }
}

/** An index for each key: over all its fields, or over each of which one is enough. */
export function duplicateIndexes(source: Source | undefined): Entity["indexes"] {
  return Object.entries(source ?? {}).flatMap(([name, { match, need = "all" }]) => {
    const fields = match.map((field) => ({ field, descending: false }))
    return need === "all"
      ? [{ name: `duplicates_${name}`, fields }]
      : fields.map((field) => ({ name: `duplicates_${name}_${field.field}`, fields: [field] }))
  })
}

/** A key is worked out for records that are not stored yet, so what it reads is what people write. */
function reportFar(
  field: Field | undefined,
  fields: ReadonlyMap<string, Field>,
  place: Place,
  { report }: Expressions,
): void {
  const { derived } = field ?? {}
  if (derived === undefined) return
  const isFar =
    !("expression" in derived) ||
    reads(derived.expression.node).some(
      ({ steps: [first] }) => fields.get(first?.field ?? "")?.derived !== undefined,
    )
  if (isFar)
    report.fault("MOD014", place, `"${field?.name}" hangs on more than the fields that people write.`)
}
