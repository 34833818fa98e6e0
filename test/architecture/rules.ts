// The ladders of docs/architecture.md as rules of dependency-cruiser. Paths are relative to the root that is cruised,
// so the same rules hold for the house and for the fixture that must break each of them.
import type { IForbiddenRuleType } from "dependency-cruiser"

/** The rooms of `engine/`, lowest first: a room imports only from rooms before it. */
export const engineLadder = [
  "error",
  "metaschema",
  "value",
  "expression",
  "layer",
  "model",
  "access",
  "record",
  "calculation",
  "ledger",
  "workflow",
  "report",
  "importer",
  "form",
  "request",
  "plan",
  "response",
  "migration",
  "plugin",
] as const

/** The rooms of `runtime/`, lowest first. `main.ts` and `web/` stand outside. */
export const runtimeLadder = [
  "config",
  "sql",
  "database",
  "metadata",
  "tenant",
  "perform",
  "migrate",
  "events",
  "jobs",
  "auth",
  "plugin-host",
  "http",
  "command",
] as const

/** Packages that the engine may use: pure ones, which run in a browser as well. */
const enginePackages = ["acorn", "ajv", "@noble/hashes", "decimal.js", "saxes"]

const anyOf = (names: readonly string[]): string => `(?:${names.join("|")})`

/** Every rule, by name, that a file of the house can break by what it imports. */
export function rules(): IForbiddenRuleType[] {
  return [
    ...ladder("engine", engineLadder),
    ...ladder("runtime", runtimeLadder),
    ...doors,
    ...engineAlone,
    ...neighbours,
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    { name: "resolved", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^virtual:" } },
  ]
}

/** One rule per room: it imports nothing from the rooms above it. */
function ladder(house: string, rooms: readonly string[]): IForbiddenRuleType[] {
  return rooms.slice(0, -1).map((room, at) => ({
    name: `${house}-ladder`,
    severity: "error",
    from: { path: `^${house}/${room}/` },
    to: { path: `^${house}/${anyOf(rooms.slice(at + 1))}/` },
  }))
}

const doors: IForbiddenRuleType[] = [
  {
    name: "through-index",
    severity: "error",
    comment: "Inside a house, another room is entered through its index.ts (or that of a room within it).",
    from: { path: "^(engine|runtime)/([^/]+)/" },
    to: { path: "^$1/[^/]+/.", pathNot: ["^$1/$2/", "/index\\.ts$"] },
  },
  {
    name: "through-index",
    severity: "error",
    comment: "From another house, too.",
    from: { path: "^(?:runtime|plugins|builder|seeds)/" },
    to: { path: "^engine/", pathNot: ["/index\\.ts$"] },
  },
  {
    name: "through-index",
    severity: "error",
    from: { path: "^runtime/main\\.ts$" },
    to: { path: "^runtime/[^/]+/", pathNot: ["/index\\.ts$"] },
  },
]

const engineAlone: IForbiddenRuleType[] = [
  {
    name: "engine-no-node",
    severity: "error",
    comment: "The engine runs in a browser: no API of Node.",
    from: { path: "^engine/" },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "engine-imports-nothing",
    severity: "error",
    from: { path: "^engine/" },
    to: { pathNot: ["^engine/", "^node_modules/", "node_modules/"], dependencyTypesNot: ["core"] },
  },
  {
    name: "engine-packages",
    severity: "error",
    comment: `The engine uses only ${enginePackages.join(", ")}.`,
    from: { path: "^engine/" },
    to: { path: "node_modules/", pathNot: [`node_modules/${anyOf(enginePackages)}/`] },
  },
]

const neighbours: IForbiddenRuleType[] = [
  {
    name: "plugins-engine-only",
    severity: "error",
    from: { path: "^plugins/([^/]+)/" },
    to: { path: "^(?:runtime|builder|seeds|plugins)/", pathNot: ["^plugins/$1/"] },
  },
  {
    name: "builder-web-only",
    severity: "error",
    from: { path: "^builder/" },
    to: { path: "^(?:runtime|plugins|seeds)/", pathNot: ["^runtime/web/"] },
  },
  {
    name: "web-alone",
    severity: "error",
    comment: "The application in the browser talks HTTP: of the runtime it imports nothing.",
    from: { path: "^runtime/web/" },
    to: { path: "^(?:runtime|plugins|builder|seeds)/", pathNot: ["^runtime/web/"] },
  },
  {
    name: "web-alone",
    severity: "error",
    from: { path: "^runtime/(?!web/)" },
    to: { path: "^runtime/(?:web/|main\\.ts$)" },
  },
  {
    name: "runtime-imports",
    severity: "error",
    comment: "Of the house, the runtime imports the engine; the demo companies come in at the top alone.",
    from: { path: "^runtime/", pathNot: ["^runtime/main\\.ts$"] },
    to: { path: "^(?:plugins|builder|test|bench|scripts|seeds)/" },
  },
  {
    name: "data-is-read",
    severity: "error",
    comment: "Metadata and templates are read as data, never imported.",
    from: {},
    to: { path: "^(?:metadata|templates)/" },
  },
  {
    name: "seeds-engine-only",
    severity: "error",
    from: { path: "^seeds/" },
    to: { path: "^(?:runtime|plugins|builder)/" },
  },
  {
    name: "tests-stay-out",
    severity: "error",
    from: { path: "^(?:engine|runtime|plugins|builder|seeds)/" },
    to: { path: "^(?:test|bench)/" },
  },
]
