// Decides the forms: sections of real fields, and lists of records that refer to the one shown. An entity without a form
// gets one with all its fields.
import type { FormSource } from "../../metaschema/index.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, Form, FormSection } from "../types.ts"
import { entityAt, inOrder, type LayoutGround } from "./layout.ts"
import { resolvePath } from "./path.ts"
import { laySection } from "./section.ts"

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
