// Decides the modules with their navigation, and the translations. Lists made for entities without a view of their own
// stand at the end of the navigation of their module.
import { nearest } from "../../error/index.ts"
import { isObject } from "../../layer/index.ts"
import type { JsonValue } from "../../metaschema/index.ts"
import { present } from "../present.ts"
import { inside } from "../report.ts"
import type { Model, Module, View } from "../types.ts"
import { inOrder, type LayoutGround } from "./layout.ts"

/** The modules in order of dependency. */
export function layModules(
  order: readonly string[],
  views: ReadonlyMap<string, View>,
  ground: LayoutGround,
): ReadonlyMap<string, Module> {
  const modules = new Map<string, Module>()
  for (const name of order) {
    const loaded = ground.items.modules.get(name)
    if (loaded === undefined) continue
    const { title, version, depends, description, icon, order: position = 0 } = loaded.source
    const navigation = [...declaredNavigation(name, views, ground), ...madeNavigation(name, views, ground)]
    modules.set(name, {
      name,
      title,
      version,
      order: position,
      depends,
      navigation,
      ...present({ description, icon }),
    })
  }
  return modules
}

type Navigation = Module["navigation"]

function declaredNavigation(
  name: string,
  views: ReadonlyMap<string, View>,
  { items, report }: LayoutGround,
): Navigation {
  const loaded = items.modules.get(name)
  return inOrder(loaded?.source.navigation ?? {}).flatMap(([key, { view, title, group }]) => {
    if (!views.has(view)) {
      const place = inside(loaded?.place ?? { file: "", pointer: "" }, "navigation", key, "view")
      if (!items.broken.has(`view ${view}`)) report.unknown(place, "view", view, views.keys())
      return []
    }
    return [{ key, view, ...present({ title, group }) }]
  })
}

function madeNavigation(name: string, views: ReadonlyMap<string, View>, { items }: LayoutGround): Navigation {
  const named = new Set(
    Object.values(items.modules.get(name)?.source.navigation ?? {}).map(({ view }) => view),
  )
  const made = [...views.values()].filter(
    (view) => !items.views.has(view.id) && view.entity.startsWith(`${name}.`),
  )
  return made.filter((view) => !named.has(view.id)).map((view) => ({ key: view.id, view: view.id }))
}

/** Translations by language and pointer, all modules together; each pointer names a text that exists. */
export function layMessages({ items, report }: LayoutGround): Model["messages"] {
  const messages = new Map<string, Map<string, string>>()
  if (items.messages.size === 0) return messages
  const texts = textsOf({ items })
  for (const [id, { source, place }] of items.messages) {
    const language = id.slice(id.indexOf("/") + 1)
    const known = messages.get(language) ?? new Map<string, string>()
    messages.set(language, known)
    for (const [pointer, text] of Object.entries(source)) {
      if (text === undefined || pointer === "$schema") continue
      if (texts.has(pointer)) known.set(pointer, text)
      else {
        const close = nearest(pointer, near(pointer, texts))
        const hint =
          close === undefined
            ? "Pointers look like crm.lead/properties/name/title."
            : `Did you mean "${close}"?`
        report.fault("MOD010", inside(place, pointer), `"${pointer}" names no text of the metadata.`, hint)
      }
    }
  }
  return messages
}

/** Pointers about the same item: the only ones worth comparing letter by letter. */
function near(pointer: string, texts: ReadonlySet<string>): readonly string[] {
  const [item = ""] = pointer.split("/")
  const same = [...texts].filter((text) => text.startsWith(`${item}/`))
  return same.length > 0 ? same : [...texts].slice(0, 500)
}

const textKeys = new Set(["title", "plural", "description", "message", "confirm", "tab", "group", "empty"])

/** The pointers of all texts that people read: `crm.lead/properties/status/enum_titles/new`, `crm/title`. An entity, its
 * form and a view of the same id share one space: what is called the same is translated the same. */
function textsOf({ items }: Pick<LayoutGround, "items">): ReadonlySet<string> {
  const found = new Set<string>()
  for (const group of [
    items.modules,
    items.entities,
    items.lifecycles,
    items.ledgers,
    items.forms,
    items.views,
    items.reports,
    items.importers,
    items.roles,
  ])
    for (const [id, { source }] of group) collect(id, toJson(source), "", found)
  return found
}

function collect(at: string, value: JsonValue, key: string, found: Set<string>): void {
  if (typeof value === "string" && textKeys.has(key)) found.add(at)
  if (!isObject(value)) return
  for (const [inner, below] of Object.entries(value)) {
    const here = `${at}/${inner}`
    if ((inner === "enum_titles" || (inner === "titles" && holdsTexts(below))) && isObject(below))
      for (const one of Object.keys(below)) found.add(`${here}/${one}`)
    else collect(here, below, inner, found)
  }
}

/** Listed values of a report's group are called by texts; a field called `titles` is an object of keywords. */
function holdsTexts(value: JsonValue): boolean {
  return isObject(value) && Object.values(value).every((text) => typeof text === "string")
}

/** Typed sources are JSON by what the metaschema has held. */
function toJson(source: object): JsonValue {
  return source as JsonValue
}
