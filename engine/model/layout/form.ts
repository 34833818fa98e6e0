// Decides the forms: sections of real fields, and lists of records that refer to the one shown. An entity without a form
// gets one with all its fields.
import type { FormSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { askedScope } from "../express/scope.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, Field, Form, FormSection } from "../types.ts"
import { entityAt, inOrder, type LayoutGround } from "./layout.ts"
import { resolvePath } from "./path.ts"

/** All forms by id: the declared ones, then one for each entity that has none. */
export function layForms(ground: LayoutGround): ReadonlyMap<string, Form> {
  const forms = new Map<string, Form>()
  for (const [id, loaded] of ground.items.forms) {
    const form = layForm(id, loaded, ground)
    if (form !== undefined) forms.set(id, form)
  }
  const covered = new Set([...ground.items.forms.values()].map(({ source }) => source.entity))
  for (const entity of ground.entities.values())
    if (!covered.has(entity.id) && !forms.has(entity.id)) forms.set(entity.id, defaultForm(entity))
  return forms
}

function layForm(id: string, { source, place }: Loaded<FormSource>, ground: LayoutGround): Form | undefined {
  const entity = entityAt(source.entity, inside(place, "entity"), ground)
  if (entity === undefined) return undefined
  const sections = inOrder(source.sections).map(([key, section]) =>
    laySection(key, section, entity, inside(place, "sections", key), ground),
  )
  reportTwice(source, place, ground)
  const related = inOrder(source.related ?? {}).flatMap(([key, list]) =>
    layRelated(key, list, entity, inside(place, "related", key), ground),
  )
  return { id, entity: entity.id, sections, related, ...present({ title: source.title }) }
}

type Widget = NonNullable<FormSection["fields"][number]["widget"]>
const widgets: Readonly<Record<Widget, (field: Field) => boolean>> = {
  textarea: (field) => field.fieldType === "text" && field.enum === undefined,
  radio: (field) => field.enum !== undefined,
  switch: (field) => field.fieldType === "boolean",
}

type SectionSource = FormSource["sections"][string]

function laySection(
  key: string,
  section: SectionSource,
  entity: Entity,
  place: Place,
  ground: LayoutGround,
): FormSection {
  const { all, report } = ground
  const scope = askedScope({ shape: entity, parent: undefined }, all)
  const visible =
    section.visible === undefined
      ? undefined
      : all.read(section.visible, scope, booleanType, inside(place, "visible"))
  const columns = section.columns ?? 2
  const fields = inOrder(section.fields).flatMap(([name, { span = 1, widget, columns: grid }]) => {
    const at = inside(place, "fields", name)
    const field = entity.fields.get(name)
    if (field === undefined)
      return (report.unknown(at, `field of ${entity.id}`, name, entity.fields.keys()), [])
    if (span > columns)
      report.fault(
        "MOD014",
        inside(at, "span"),
        `The section has ${columns} columns, so a field cannot take ${span}.`,
      )
    if (widget !== undefined && !widgets[widget](field))
      report.fault(
        "MOD013",
        inside(at, "widget"),
        `A field of type ${field.fieldType} is not drawn as ${widget}.`,
      )
    const inner = field.rows?.fields
    if (grid !== undefined && inner === undefined)
      report.fault("MOD013", inside(at, "columns"), `"${name}" holds no child rows.`)
    for (const [index, column] of (inner === undefined ? [] : (grid ?? [])).entries())
      if (!inner?.has(column))
        report.unknown(
          inside(at, "columns", index),
          `field of the rows of ${name}`,
          column,
          inner?.keys() ?? [],
        )
    return [{ field: name, span, ...present({ widget, columns: grid }) }]
  })
  return { key, columns, fields, ...present({ title: section.title, tab: section.tab, visible }) }
}

function reportTwice(source: FormSource, place: Place, { report }: LayoutGround): void {
  const seen = new Map<string, string>()
  for (const [key, section] of Object.entries(source.sections))
    for (const name of Object.keys(section.fields)) {
      const first = seen.get(name)
      if (first !== undefined)
        report.fault(
          "MOD006",
          inside(place, "sections", key, "fields", name),
          `"${name}" already stands in the section "${first}".`,
        )
      seen.set(name, key)
    }
}

type RelatedSource = NonNullable<FormSource["related"]>[string]

function layRelated(
  key: string,
  source: RelatedSource,
  entity: Entity,
  place: Place,
  ground: LayoutGround,
): Form["related"] {
  const other = entityAt(source.entity, inside(place, "entity"), ground)
  if (other === undefined) return []
  const via = other.fields.get(source.via)
  if (via === undefined) {
    ground.report.unknown(inside(place, "via"), `field of ${other.id}`, source.via, other.fields.keys())
    return []
  }
  const { storage } = via
  const targets =
    storage.kind === "any_ref"
      ? storage.targets.map((target) => target.entity)
      : "entity" in storage
        ? [storage.entity]
        : []
  if (!targets.includes(entity.id))
    ground.report.fault(
      "MOD014",
      inside(place, "via"),
      `"${source.via}" of ${other.id} does not refer to ${entity.id}.`,
    )
  source.columns?.forEach((path, index) =>
    resolvePath(path, other, ground.entities, inside(place, "columns", index), ground.report),
  )
  const columns = source.columns ?? [other.titleField]
  return [{ key, entity: other.id, via: source.via, columns, ...present({ title: source.title }) }]
}

/** Everything that was declared, in two columns; child rows each in a section of their own. */
function defaultForm(entity: Entity): Form {
  const declared = [...entity.fields.values()].filter((field) => Object.keys(field.source).length > 0)
  const plain = declared.filter((field) => field.rows === undefined)
  const general: FormSection = {
    key: "general",
    columns: 2,
    fields: plain.map(({ name }) => ({ field: name, span: 1 })),
  }
  const rows = declared.filter((field) => field.rows !== undefined)
  const grids = rows.map(({ name, title }): FormSection => ({
    key: name,
    title,
    columns: 1,
    fields: [{ field: name, span: 1 }],
  }))
  return {
    id: entity.id,
    entity: entity.id,
    sections: plain.length === 0 ? grids : [general, ...grids],
    related: [],
  }
}
