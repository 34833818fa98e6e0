// Decides one section of a form: real fields that fit its columns, each drawn in a way that its type allows.
import type { FormSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { askedScope } from "../express/scope.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, Field, FormSection } from "../types.ts"
import { inOrder, type LayoutGround } from "./layout.ts"

type SectionSource = FormSource["sections"][string]
type Placed = FormSection["fields"][number]
type Widget = NonNullable<Placed["widget"]>

const widgets: Readonly<Record<Widget, (field: Field) => boolean>> = {
  textarea: (field) => field.fieldType === "text" && field.enum === undefined,
  radio: (field) => field.enum !== undefined,
  switch: (field) => field.fieldType === "boolean",
}

/** The section; two columns where it does not say. */
export function laySection(
  key: string,
  section: SectionSource,
  entity: Entity,
  place: Place,
  ground: LayoutGround,
): FormSection {
  const scope = askedScope({ shape: entity, parent: undefined }, ground.all)
  const { title, tab, columns = 2 } = section
  const visible =
    section.visible === undefined
      ? undefined
      : ground.all.read(section.visible, scope, booleanType, inside(place, "visible"))
  const fields = inOrder(section.fields).flatMap(([name, source]): readonly Placed[] => {
    const at = inside(place, "fields", name)
    const field = entity.fields.get(name)
    if (field !== undefined) return [placeField(field, source, columns, at, ground)]
    ground.report.unknown(at, `field of ${entity.id}`, name, entity.fields.keys())
    return []
  })
  return { key, columns, fields, ...present({ title, tab, visible }) }
}

function placeField(
  field: Field,
  { span = 1, widget, columns }: SectionSource["fields"][string],
  available: number,
  place: Place,
  { report }: LayoutGround,
): Placed {
  const { name, rows } = field
  if (span > available)
    report.fault(
      "MOD014",
      inside(place, "span"),
      `The section has ${available} columns, so a field cannot take ${span}.`,
    )
  if (widget !== undefined && !widgets[widget](field))
    report.fault(
      "MOD013",
      inside(place, "widget"),
      `A field of type ${field.fieldType} is not drawn as ${widget}.`,
    )
  if (columns !== undefined && rows === undefined)
    report.fault("MOD013", inside(place, "columns"), `"${name}" holds no child rows.`)
  for (const [index, column] of (rows === undefined ? [] : (columns ?? [])).entries())
    if (rows?.fields.has(column) === false)
      report.unknown(
        inside(place, "columns", index),
        `field of the rows of ${name}`,
        column,
        rows.fields.keys(),
      )
  return { field: name, span, ...present({ widget, columns }) }
}
