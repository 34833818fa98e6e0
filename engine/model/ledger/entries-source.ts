// The entries of a ledger as an entity: what is declared under `dimensions`, `measures` and `attributes` are its properties.
// Takes ledger files, gives entity files, and the way back from places in the one to places in the other.
import type { EntitySource, LedgerSource, Property } from "../../metaschema/index.ts"
import { present } from "../present.ts"
import type { Items, Loaded } from "../read/items.ts"
import type { Place, Report } from "../report.ts"

const sections = ["dimensions", "measures", "attributes"] as const

/** The items with an entity for the entries of each ledger. Reports a ledger that has the id of an entity. */
export function withEntries(items: Items, report: Report): Items {
  const entities = new Map(items.entities)
  for (const [id, { source, ...loaded }] of items.ledgers) {
    if (entities.has(id))
      report.fault("MOD012", loaded.place, `${id} is an entity already.`, "Rename one of the two.")
    entities.set(id, { ...loaded, source: entriesSource(source) })
  }
  return { ...items, entities }
}

/** The entity that holds the entries; every entry has all measures, 0 where nothing is said. */
function entriesSource(ledger: LedgerSource): EntitySource {
  const { $id, title, plural = title, description, icon, rules, attributes = {} } = ledger
  const measures = Object.entries(ledger.measures).map(([name, property]): [string, Property] => [
    name,
    measure(property),
  ])
  const written = Object.keys(ledger.measures).filter((name) => ledger.measures[name]?.computed === undefined)
  return {
    $id,
    title,
    plural,
    type: "object",
    kind: "log",
    properties: { ...ledger.dimensions, ...Object.fromEntries(measures), ...attributes },
    required: [...(ledger.required ?? []).filter((name) => isTold(name, ledger)), ...written],
    history: false,
    ...present({ description, icon, rules }),
  }
}

/** Whether the name is one that entries may be asked for; all others are reported with the ledger. */
function isTold(name: string, { dimensions, attributes = {} }: LedgerSource): boolean {
  return Object.hasOwn(dimensions, name) || Object.hasOwn(attributes, name)
}

function measure(property: Property): Property {
  return property.computed === undefined && property.type === "string"
    ? { default: "0", ...property }
    : property
}

/** The place in the ledger's file of a place in the entity that is made of it. */
export function placeInLedger(place: Place, ledger: Loaded<LedgerSource>): Place {
  const [, properties, name = "", ...rest] = place.pointer.split("/")
  if (place.file !== ledger.place.file || properties !== "properties") return place
  const section = sections.find((one) => Object.hasOwn(ledger.source[one] ?? {}, name)) ?? "dimensions"
  return { file: place.file, pointer: ["", section, name, ...rest].join("/") }
}

/** A report that tells the places of the ledger's file. */
export function reportInLedger(report: Report, ledger: Loaded<LedgerSource>): Report {
  const at = (place: Place): Place => placeInLedger(place, ledger)
  return {
    diagnostics: report.diagnostics,
    get failed() {
      return report.failed
    },
    fault: (code, place, message, hint) => report.fault(code, at(place), message, hint),
    warning: (code, place, message, hint) => report.warning(code, at(place), message, hint),
    unknown: (place, what, name, known) => report.unknown(at(place), what, name, known),
  }
}
