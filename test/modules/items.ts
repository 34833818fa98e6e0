// What the modules consist of, for tests that every module inherits: the files under metadata/ by kind, as plain JSON.
// A module that is added is found by itself; nothing here names one.
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { dirname, join } from "node:path"
import type {
  EntitySource,
  FormSource,
  ItemKind,
  JsonValue,
  LedgerSource,
  LifecycleSource,
  MessagesSource,
  ModuleSource,
  Property,
  RoleSource,
  ViewSource,
} from "../../engine/metaschema/index.ts"

export const root = fileURLToPath(new URL("../../metadata", import.meta.url))

/** A file of a module; `id` is its `$id`, the module's name, or `module/language`. */
export interface Item<T = JsonValue> {
  /** Relative to `metadata/`, `crm/entities/lead.json`. */
  readonly path: string
  readonly folder: string
  readonly module: string
  readonly kind: ItemKind
  readonly id: string
  readonly source: T
}

const kinds: Readonly<Record<string, ItemKind>> = {
  entities: "entity",
  ledgers: "ledger",
  workflows: "lifecycle",
  forms: "form",
  views: "view",
  reports: "report",
  importers: "importer",
  roles: "role",
  messages: "messages",
}

const paths = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".json"))
  .sort()

/** `crm/extends/base/entities/user.json`: what one module changes in another is a patch of its file. */
const extending = /^([^/]+)\/extends\/(.+)$/

export const items: readonly Item[] = paths.filter((path) => !extending.test(path)).map(read)

/** What modules change in others; `path` is that of the file that is changed. */
export const extensions: readonly Pick<Item, "path" | "module" | "source">[] = paths.flatMap((file) => {
  const [, module, path] = extending.exec(file) ?? []
  return module === undefined || path === undefined ? [] : [{ path, module, source: contentOf(file) }]
})

function read(path: string): Item {
  const [module = "", second = "", third = ""] = path.split("/")
  const kind = third === "" ? "module" : kinds[second]
  if (kind === undefined) throw new Error(`metadata/${path} stands in no folder that a module may have`)
  const name = third.replace(/\.json$/, "")
  const id = kind === "module" ? module : kind === "messages" ? `${module}/${name}` : `${module}.${name}`
  return { path, folder: dirname(join(root, path)), module, kind, id, source: contentOf(path) }
}

/** RFC 7386, without removals: modules only add to others. */
function merged(target: JsonValue, patch: JsonValue): JsonValue {
  if (!isMap(target) || !isMap(patch)) return patch
  const both = Object.entries(patch).map(([key, value]) => [key, merged(target[key] ?? null, value)])
  return { ...target, ...(Object.fromEntries(both) as Readonly<Record<string, JsonValue>>) }
}

function isMap(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** The border where text becomes JSON. */
function contentOf(path: string): JsonValue {
  return JSON.parse(readFileSync(join(root, path), "utf8")) as JsonValue
}

// The metaschema is held by a test of its own (well-formed.test.ts); behind it a source is what its kind says.
const ofKind = <T>(kind: ItemKind): readonly Item<T>[] =>
  items.filter((item): item is Item<JsonValue & T> => item.kind === kind)

export const modules = ofKind<ModuleSource>("module")
export const entities = ofKind<EntitySource>("entity")
export const ledgers = ofKind<LedgerSource>("ledger")
export const lifecycles = ofKind<LifecycleSource>("lifecycle")
/** With the sections and fields that other modules add. */
export const forms = ofKind<FormSource>("form").map((item): Item<FormSource> => {
  const patches = extensions.filter(({ path }) => path === item.path)
  const source = patches.reduce(
    (form, patch) => merged(form, patch.source),
    item.source as unknown as JsonValue,
  )
  return { ...item, source: source as unknown as FormSource } // a form that was patched as one
})
export const views = ofKind<ViewSource>("view")
export const roles = ofKind<RoleSource>("role")
export const messages = ofKind<MessagesSource>("messages")

/** The entity that holds the entries of a ledger. */
export function entriesOf({ $id, title, rules, ...ledger }: LedgerSource): EntitySource {
  const properties = { ...ledger.dimensions, ...ledger.measures, ...ledger.attributes }
  return { $id, title, type: "object", kind: "log", properties, ...(rules === undefined ? {} : { rules }) }
}

/** What changes in other modules' entities, by id, and the states that life cycles give to theirs. */
const added = new Map<string, EntitySource["properties"]>()
function add(id: string, properties: EntitySource["properties"]): void {
  added.set(id, { ...added.get(id), ...properties })
}
for (const { path, source } of extensions)
  if (path.includes("/entities/")) {
    const { properties = {} } = source as unknown as Partial<EntitySource> // a patch of an entity
    add(path.replace("/entities/", ".").replace(".json", ""), properties)
  }
for (const { source } of lifecycles)
  add(source.entity, { state: { type: "string", title: "State", readOnly: true } })

/** The entity with the fields and child rows that other modules add to it. */
function whole({ path, source }: Item<EntitySource>): EntitySource {
  const patches = extensions.filter((patch) => patch.path === path)
  const all = patches.reduce((made, patch) => merged(made, patch.source), source as unknown as JsonValue)
  return all as unknown as EntitySource // an entity that was patched as one
}

const byId = new Map(
  [...entities.map(whole), ...ledgers.map(({ source }) => entriesOf(source))].map((source) => [
    source.$id,
    { ...source, properties: { ...source.properties, ...added.get(source.$id) } },
  ]),
)

/** The entity of that id, as all modules together make it, or of the entries of a ledger; a test that asks for one that is
 * not there fails here. */
export function entity(id: string): EntitySource {
  const found = byId.get(id)
  if (found === undefined) throw new Error(`no entity ${id}`)
  return found
}

/** Whether people write the field: neither worked out, nor counted, nor numbered by the system. */
export function isWritable(property: Property): boolean {
  const { computed, rollup, balance, sequence, readOnly } = property
  const kept = [computed, rollup, balance, sequence]
  return kept.every((way) => way === undefined) && readOnly !== true
}

/** The child rows that a field holds. */
export function rowsOf(
  source: EntitySource,
  property: Property,
): Readonly<Record<string, Property>> | undefined {
  const name = property.items?.$ref?.replace("#/$defs/", "")
  return name === undefined ? undefined : source.$defs?.[name]?.properties
}
