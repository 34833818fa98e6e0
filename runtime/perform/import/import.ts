// The door to imports: a file is read, what it refers to is looked up, and its records are made, all of them or none.
import { authorize, rightsOf, type Grant } from "../../../engine/access/index.ts"
import { nearest, Problem } from "../../../engine/error/index.ts"
import {
  found,
  layRecords,
  placed,
  readFile,
  settleKnown,
  stagesOf,
  workOut,
  type Draft,
  type FileFault,
  type Reading,
} from "../../../engine/importer/index.ts"
import type { Importer } from "../../../engine/model/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import { importersFor } from "../../../engine/response/index.ts"
import { momentOf, type Caller } from "../caller.ts"
import { RolledBack } from "../explain.ts"
import type { Performance, PerformParts } from "../performance.ts"
import type { Rooms } from "../rooms.ts"
import { decode } from "./decode.ts"
import { readInput } from "./input.ts"
import { lookUp, type Search } from "./look-up.ts"
import { inTransaction } from "../transition/in-transaction.ts"
import type { Unit } from "../transition/unit.ts"
import { make } from "./make.ts"

export interface ImportRequest {
  readonly importer: string
  readonly bytes: Uint8Array
  /** What the importer asks for, as texts. */
  readonly query: ReadonlyMap<string, string>
  /** A dry run does everything, tells all that is wrong, and rolls back. */
  readonly run: "real" | "dry"
}

/** What has come of a file. */
export interface Imported {
  readonly importer: string
  readonly entity: string
  readonly dry_run: boolean
  /** How many records there are, without those that were there already. */
  readonly records: number
  readonly skipped: Reading["skipped"]
  /** Ids of the records made; none of a dry run. */
  readonly ids: readonly string[]
  /** The first of the records, as they would be sent. */
  readonly preview: readonly JsonObject[]
  readonly faults: readonly FileFault[]
}

export type RunImport = (request: ImportRequest, caller: Caller, rooms: Rooms) => Promise<Imported>

const MOST_SHOWN = 20

/** Imports a file. Refuses with IMP001 an importer that is not there, ACC001 who may not make such records, PLN006 input that
 * does not fit, IMP002 and IMP003 a file that cannot be read, and, unless it is a dry run, IMP004 with all that is wrong. */
export function createRunImport(parts: PerformParts): RunImport {
  return async ({ importer: id, bytes, query, run }, caller, rooms) => {
    const { model, time_zone } = caller.tenant
    const moment = momentOf(parts.clock(), time_zone)
    const performance: Performance = { parts, caller, moment, rooms, run }
    const importer = importerOf(id, caller)
    const grant = rooms.time("authorize", () =>
      authorize({ kind: "create", entity: importer.entity }, caller.principal, model),
    )
    const around = {
      ...moment,
      user: { ...caller.principal.attributes, id: caller.principal.id, roles: caller.principal.roles },
    }
    const input = readInput(importer, query, around)
    const text = decode(bytes)
    const read = (): Reading => rooms.time("parse", () => readFile(importer, text, { ...around, input }))
    const first = read()
    const course: Course = { grant, performance, read: again(first, read) }
    const imported = await rooms.timeAsync("run", () => carryOut(course))
    if (run === "real") await parts.written?.(caller, importer.entity, imported.ids)
    return imported
  }
}

/** The first reading once, and another for each time that the transaction is tried again: readings grow as they settle. */
function again(first: Reading, read: () => Reading): () => Reading {
  let ready: Reading | undefined = first
  return () => {
    const reading = ready ?? read()
    ready = undefined
    return reading
  }
}

interface Course {
  readonly grant: Grant
  readonly performance: Performance
  readonly read: () => Reading
}

/** One transaction: rolled back by a dry run, and by any fault. */
async function carryOut({ grant, performance, read }: Course): Promise<Imported> {
  let done: Imported | undefined
  try {
    return await inTransaction(performance, async (unit) => {
      const reading = read()
      done = await importInto(unit, reading, grant)
      if (performance.run === "dry" || reading.faults.length > 0) throw new RolledBack()
      await unit.commit([], {})
      return done
    })
  } catch (fault) {
    if (!(fault instanceof RolledBack) || done === undefined) throw fault
    if (performance.run === "dry") return { ...done, ids: [] }
    throw refusal(done, performance)
  }
}

/** Settles and makes the records of the file: all at once, or one after the other where they look each other up. */
async function importInto(unit: Unit, reading: Reading, grant: Grant): Promise<Imported> {
  const { importer, faults, skipped } = reading
  const made: JsonObject[] = []
  const ids: string[] = []
  for (const records of turnsOf(reading)) {
    const turn: Reading = { ...reading, records }
    await settle(turn, unit)
    const laid = layRecords(turn, grant.entity)
    made.push(...laid)
    if (faults.length === 0 && laid.length > 0) ids.push(...(await told(make(laid, grant, unit), turn)))
    if (faults.length > 0) break
  }
  return {
    ...{ importer: importer.id, entity: importer.entity, dry_run: unit.performance.run === "dry" },
    ...{ records: made.length, skipped, ids, preview: made.slice(0, MOST_SHOWN), faults },
  }
}

function turnsOf({ records, importer }: Reading): readonly (readonly Draft[])[] {
  const finds = importer.layout.reads.filter((read) => read.kind === "find")
  return finds.some(({ table }) => table === importer.entity) ? records.map((one) => [one]) : [records]
}

/** What is refused of the records becomes faults at the places in the file that they come from. */
async function told(work: Promise<readonly string[]>, reading: Reading): Promise<readonly string[]> {
  try {
    return await work
  } catch (fault) {
    if (!(fault instanceof Problem) || fault.status >= 500) throw fault
    const { errors, detail, path = "", hint } = fault.parts
    const whole = { path, code: fault.code, message: detail, ...(hint === undefined ? {} : { hint }) }
    reading.faults.push(...(errors ?? [whole]).map((one) => placed(one, reading)))
    return []
  }
}

function refusal({ faults, importer }: Imported, { caller }: Performance): Problem {
  const [first] = faults
  const title = caller.tenant.model.importers.get(importer)?.title ?? importer
  return new Problem("IMP004", {
    detail:
      faults.length === 1 && first !== undefined
        ? `Line ${first.line}: ${first.message}`
        : `${title}: ${faults.length} places are to be mended; nothing was imported.`,
    errors: faults,
  })
}

/** The importers whose records the caller may make, in their order. */
export function listImporters({ tenant, principal }: Caller): readonly Importer[] {
  return importersFor(tenant.model, rightsOf(principal.roles, tenant.model).access)
}

function importerOf(id: string, caller: Caller): Importer {
  const found = caller.tenant.model.importers.get(id)
  if (found !== undefined) return found
  const near = nearest(
    id,
    listImporters(caller).map((one) => one.id),
  )
  throw new Problem("IMP001", {
    detail: `There is no importer "${id.slice(0, 80)}".`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  })
}

/** Looks up what was read refers to, and leaves out what is there already. */
async function settle(reading: Reading, unit: Unit): Promise<void> {
  const { importer } = reading
  for (const { read, drafts } of stagesOf(reading)) {
    if (read.kind === "value") workOut(read, drafts, reading)
    else {
      const key = `${importer.id} ${drafts[0]?.parent === undefined ? "" : "rows "}${read.name}`
      const answers = await lookUp({ ...read, key }, drafts, unit)
      for (const draft of drafts) found(read, draft, answers.get(draft) ?? [], reading)
    }
  }
  const there = new Set<Draft>()
  for (const [search, drafts] of knownSearches(reading))
    for (const [draft, rows] of await lookUp(search, drafts, unit)) if (rows.length > 0) there.add(draft)
  settleKnown((draft) => there.has(draft), reading)
}

/** What tells whether records, and rows, are there already. */
function knownSearches({ importer, records }: Reading): readonly (readonly [Search, readonly Draft[]])[] {
  const { entity, layout } = importer
  const search = (table: string, where: Search["where"]): Search => ({
    ...{ key: `${table} known by ${importer.id}`, table, where, sort: [], fields: [] },
  })
  const ofRows = layout.rows.flatMap(({ field, layout: { known } }) => {
    const rows = records.flatMap((record) => record.rows.get(field) ?? [])
    return known === undefined ? [] : [[search(`${entity}/${field}`, known.where), rows] as const]
  })
  return layout.known === undefined ? ofRows : [[search(entity, layout.known.where), records], ...ofRows]
}
