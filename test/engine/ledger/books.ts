// The model of the module `books`, and its postings over made-up documents.
import { entriesOf, type Entry } from "../../../engine/ledger/index.ts"
import { compile, type Entity, type Ledger, type Model } from "../../../engine/model/index.ts"
import type { Env, Row } from "../../../engine/expression/index.ts"
import { booksLayers } from "../../support/books-layers.ts"

type Ledgers = Parameters<typeof booksLayers>[0]

export function booksModel(ledgers?: Ledgers): Model {
  const compiled = compile(booksLayers(ledgers))
  if (compiled.ok) return compiled.model
  throw new Error(compiled.diagnostics.map(({ pointer, message }) => `${pointer}: ${message}`).join("\n"))
}

/** `code pointer message` of all that is wrong with the module. */
export function faultsOf(ledgers: Ledgers): readonly string[] {
  return compile(booksLayers(ledgers)).diagnostics.map(
    ({ code, file = "", pointer, message, hint = "" }) =>
      `${code} ${file.replace("books/ledgers/", "")}${pointer} ${message}${hint === "" ? "" : ` ${hint}`}`,
  )
}

export function ledgerOf(model: Model, name: string): { readonly ledger: Ledger; readonly entries: Entity } {
  const ledger = model.ledgers.get(`books.${name}`)
  const entries = model.entities.get(`books.${name}`)
  if (ledger === undefined || entries === undefined) throw new Error(`there is no ledger ${name}`)
  return { ledger, entries }
}

/** The entries that posting a document of the entity makes; ids are e1, e2, ... */
export function posted(model: Model, entity: string, row: Row): readonly Entry[] {
  const effect = model.lifecycles.get(entity)?.transitions.get("post")?.effects[0]
  if (effect?.kind !== "post") throw new Error(`${entity} does not post`)
  let count = 0
  const frame = { posting: "p", source: { entity, id: "d" }, newId: () => `e${++count}` }
  const { date, rules } = effect
  return entriesOf(
    { ...ledgerOf(model, effect.ledger.slice("books.".length)), date, rules },
    envOf(row),
    frame,
  )
}

export function envOf(row: Row): Env {
  return { row, today: "2026-11-23", now: "2026-11-23T12:00:00Z", follow: () => undefined }
}
