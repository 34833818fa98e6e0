// Sorts the files of a source into items by kind and checks the form of each. What is malformed is reported and left out;
// its id stays known, so that nothing that refers to it is blamed.
import { nearest } from "../../error/index.ts"
import type { Item, Source } from "../../layer/index.ts"
import {
  checkForm,
  type EntitySource,
  type FormSource,
  type ImporterSource,
  type ItemKind,
  type LedgerSource,
  type LifecycleSource,
  type MessagesSource,
  type ModuleSource,
  type ReportSource,
  type RoleSource,
  type ViewSource,
} from "../../metaschema/index.ts"
import { inside, type Place, type Report } from "../report.ts"

/** A well-formed item and the place of its file. */
export interface Loaded<T> {
  readonly place: Place
  readonly module: string
  readonly source: T
}
export interface Items {
  readonly modules: ReadonlyMap<string, Loaded<ModuleSource>>
  readonly entities: ReadonlyMap<string, Loaded<EntitySource>>
  readonly ledgers: ReadonlyMap<string, Loaded<LedgerSource>>
  readonly lifecycles: ReadonlyMap<string, Loaded<LifecycleSource>>
  readonly forms: ReadonlyMap<string, Loaded<FormSource>>
  readonly views: ReadonlyMap<string, Loaded<ViewSource>>
  readonly reports: ReadonlyMap<string, Loaded<ReportSource>>
  readonly importers: ReadonlyMap<string, Loaded<ImporterSource>>
  readonly roles: ReadonlyMap<string, Loaded<RoleSource>>
  /** By `module/language`. */
  readonly messages: ReadonlyMap<string, Loaded<MessagesSource>>
  /** Ids, by kind, of items that are there but malformed. */
  readonly broken: ReadonlySet<string>
}

const folders = {
  entities: "entity",
  ledgers: "ledger",
  workflows: "lifecycle",
  forms: "form",
  views: "view",
  reports: "report",
  importers: "importer",
  roles: "role",
  messages: "messages",
} as const
const modulePath = /^([a-z][a-z0-9_]{0,19})\/module\.json$/
const itemPath = /^([a-z][a-z0-9_]{0,19})\/([a-z]+)\/([a-zA-Z0-9_-]+)\.json$/
const language = /^[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?$/

interface Address {
  readonly kind: ItemKind
  readonly module: string
  /** What `$id` must be, the module's name, or `module/language`. */
  readonly id: string
}

/** All well-formed items of the source by kind and id. */
export function readItems(source: Source, report: Report): Items {
  const found = {
    module: new Map(),
    entity: new Map(),
    ledger: new Map(),
    lifecycle: new Map(),
    form: new Map(),
    view: new Map(),
    report: new Map(),
    importer: new Map(),
    role: new Map(),
    messages: new Map(),
  } as const
  const broken = new Set<string>()
  for (const item of source.items.values()) {
    const place: Place = { file: item.path, pointer: "" }
    const address = addressOf(item.path, place, report)
    if (address === undefined) continue
    const sound = checkItem(item, address, place, report)
    if (!sound) broken.add(`${address.kind} ${address.id}`)
    // The metaschema has just been held: this is the border where JSON becomes a typed source.
    else found[address.kind].set(address.id, { place, module: address.module, source: item.content as never })
  }
  return {
    modules: found.module,
    entities: found.entity,
    ledgers: found.ledger,
    lifecycles: found.lifecycle,
    forms: found.form,
    views: found.view,
    reports: found.report,
    importers: found.importer,
    roles: found.role,
    messages: found.messages,
    broken,
  }
}

function addressOf(path: string, place: Place, report: Report): Address | undefined {
  const module = modulePath.exec(path)?.[1]
  if (module !== undefined) return { kind: "module", module, id: module }
  const [, owner, folder, name] = itemPath.exec(path) ?? []
  if (owner === undefined || folder === undefined || name === undefined) {
    const hint = "Files are `<module>/module.json` or `<module>/entities/<name>.json` and its like."
    report.fault("MOD004", place, "No item of the metadata has such a path.", hint)
    return undefined
  }
  if (!isFolder(folder)) {
    const close = nearest(folder, Object.keys(folders)) ?? Object.keys(folders).join(", ")
    report.fault("MOD004", place, `"${folder}" is not a folder of a module.`, `Did you mean ${close}?`)
    return undefined
  }
  const kind = folders[folder]
  if (kind === "messages" && !language.test(name))
    report.fault("MOD004", place, `"${name}" is not a language.`, "Name the file like de.json or pt-BR.json.")
  return { kind, module: owner, id: kind === "messages" ? `${owner}/${name}` : `${owner}.${name}` }
}

function isFolder(name: string): name is keyof typeof folders {
  return Object.hasOwn(folders, name)
}

function checkItem(item: Item, address: Address, place: Place, report: Report): boolean {
  const faults = checkForm(address.kind, item.content)
  for (const { pointer, message, hint } of faults)
    report.fault("MOD003", { file: place.file, pointer }, message, hint)
  if (faults.length > 0) return false
  const key = address.kind === "module" ? "name" : "$id"
  if (address.kind === "messages" || item.content[key] === address.id) return true
  const message = `The file's path asks for the ${key} "${address.id}", but it is ${JSON.stringify(item.content[key])}.`
  report.fault("MOD004", inside(place, key), message, "Rename the file or the id: they agree.")
  return false
}
