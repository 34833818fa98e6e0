// The model as one principal may see it, in one language: what the applications draw their screens from.
import { rightsOf, type EntityAccess } from "../access/index.ts"
import { reads } from "../expression/index.ts"
import type { Condition, Entity, Form, Model, View } from "../model/index.ts"
import { reportsFor } from "../report/index.ts"
import { fieldsView, type Say } from "./field-view.ts"
import { importersFor, importerView } from "./importer-view.ts"
import { lifecycleView } from "./lifecycle-view.ts"
import { reportView } from "./report-view.ts"
import { seenRelated, seenView } from "./seen.ts"

/** Plain JSON; entities that the roles do not let read are left out, with their views and forms. */
export function modelView(model: Model, roles: readonly string[], language: string): Record<string, unknown> {
  const rights = rightsOf(roles, model)
  const say = translator(model, language)
  const shown = [...model.entities.values()].filter((entity) => rights.access(entity.id).read !== false)
  const ids = new Set(shown.map((entity) => entity.id))
  const views = [...model.views.values()].flatMap((view) => seenView(view, model, rights.access) ?? [])
  const viewIds = new Set(views.map((view) => view.id))
  const forms = [...model.forms.values()].filter((form) => ids.has(form.entity))
  return {
    fingerprint: model.fingerprint,
    language,
    modules: modulesView(model, viewIds, say),
    entities: Object.fromEntries(
      shown.map((entity) => [
        entity.id,
        {
          ...entityView(entity, rights.access(entity.id), say),
          ...lifecycleView(entity, model, rights.access, say),
        },
      ]),
    ),
    forms: Object.fromEntries(
      forms.map((form) => [
        form.entity,
        formView(
          { ...form, related: seenRelated(form, model, rights.access) },
          rights.access(form.entity),
          say,
        ),
      ]),
    ),
    views: Object.fromEntries(views.map((view) => [view.id, viewView(view, say)])),
    reports: reportsFor(model, rights.access).map((report) => reportView(report, say)),
    importers: importersFor(model, rights.access).map((importer) => importerView(importer, say)),
  }
}

/** The modules in their declared order with what of their navigation is shown; one that shows nothing is left out. */
function modulesView(model: Model, shown: ReadonlySet<string>, say: Say): readonly unknown[] {
  const modules = [...model.modules.values()].sort((a, b) => a.order - b.order)
  return modules.flatMap((module) => {
    const navigation = module.navigation.filter(({ view }) => shown.has(view))
    if (navigation.length === 0) return []
    return [
      {
        name: module.name,
        title: say(`${module.name}/title`, module.title),
        icon: module.icon,
        navigation: navigation.map(({ key, view, title, group }) => ({
          key,
          view,
          title:
            title === undefined
              ? say(`${view}/title`, model.views.get(view)?.title ?? key)
              : say(`${module.name}/navigation/${key}/title`, title),
          ...(group === undefined ? {} : { group: say(`${module.name}/navigation/${key}/group`, group) }),
        })),
      },
    ]
  })
}

/** Texts of the model in a language, by pointer; as metadata write them where there is no translation. */
export function translator(model: Model, language: string): Say {
  const messages = model.messages.get(language) ?? model.messages.get(language.split("-")[0] ?? "")
  return (pointer, text) => messages?.get(pointer) ?? text
}

function entityView(entity: Entity, access: EntityAccess, say: Say): Record<string, unknown> {
  const may = (right: Condition): boolean => right !== false
  return {
    id: entity.id,
    title: say(`${entity.id}/title`, entity.title),
    plural: say(`${entity.id}/plural`, entity.plural),
    icon: entity.icon,
    kind: entity.kind,
    title_field: entity.titleField,
    searchable: entity.searchable,
    tree: entity.tree,
    can: {
      create: may(access.create),
      update: may(access.update),
      delete: may(access.delete),
      export: access.export,
      ...(entity.duplicates === undefined ? {} : { duplicates: access.duplicates }),
    },
    merge: entity.merge === undefined ? undefined : true,
    duplicates: entity.duplicates?.map(({ name, title, match }) => ({
      name,
      title: say(`${entity.id}/duplicates/${name}/title`, title),
      // Who types these should hear of records like this one.
      reads: readBy(match, entity),
    })),
    history: entity.carries.history,
    fields: fieldsView(entity, entity.id, access, say),
  }
}

/** The fields that people write of which these values are made. */
function readBy(names: readonly string[], { fields }: Entity): readonly string[] {
  const read = names.flatMap((name) => {
    const derived = fields.get(name)?.derived
    if (derived?.kind !== "stored" && derived?.kind !== "generated") return [name]
    return reads(derived.expression.node).flatMap(({ steps: [first] }) => first?.field ?? [])
  })
  return [...new Set(read)]
}

function formView(form: Form, access: EntityAccess, say: Say): Record<string, unknown> {
  return {
    id: form.id,
    title: form.title === undefined ? undefined : say(`${form.id}/title`, form.title),
    sections: form.sections.map((section) => ({
      key: section.key,
      title:
        section.title === undefined
          ? undefined
          : say(`${form.id}/sections/${section.key}/title`, section.title),
      tab: section.tab === undefined ? undefined : say(`${form.id}/sections/${section.key}/tab`, section.tab),
      columns: section.columns,
      visible: section.visible?.text,
      fields: section.fields.filter(({ field }) => access.field(field).read !== false),
    })),
    related: form.related.map((related) => ({
      ...related,
      title:
        related.title === undefined
          ? undefined
          : say(`${form.id}/related/${related.key}/title`, related.title),
    })),
  }
}

function viewView(view: View, say: Say): Record<string, unknown> {
  return {
    id: view.id,
    kind: view.kind,
    entity: view.entity,
    title: say(`${view.id}/title`, view.title),
    icon: view.icon,
    columns: view.columns.map((column) => ({
      ...column,
      title:
        column.title === undefined ? undefined : say(`${view.id}/columns/${column.path}/title`, column.title),
    })),
    filter: view.filter?.text,
    sort: view.sort,
  }
}
