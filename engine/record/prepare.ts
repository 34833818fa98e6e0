// Decides whether an input can become a record, and what it then is. Takes a table of the model and the input, gives the
// clean record or every fault at once. Server and form share it; nothing here looks into other records.
import { nearest, type Fault } from "../error/index.ts"
import { Refusal, type Table } from "../model/index.ts"
import { checksOf, type FieldCheck, type TableChecks } from "./checks.ts"
import type { CleanRecord, CleanValue, Prepared, RecordEnv } from "./types.ts"

/** Faults told at most; more help nobody. */
const mostFaults = 100

interface Work {
  readonly env: RecordEnv
  readonly faults: Fault[]
}
type Built = Record<string, CleanValue>

/** A new record: defaults filled in, required fields held, every value read. `input` is the parsed JSON body. */
export function prepareRecord(table: Table, input: unknown, env: RecordEnv): Prepared {
  const work: Work = { env, faults: [] }
  const record = readNew(checksOf(table), input, "", work)
  return result(record, work)
}

/** A merge patch of a stored record (RFC 7386): only what is there changes, null empties. Child rows are the whole array as
 * it is to be: a row with an `id` is a patch of that row, one without is new. */
export function preparePatch(table: Table, input: unknown, env: RecordEnv): Prepared {
  const work: Work = { env, faults: [] }
  const record = readGiven(checksOf(table), input, "", "patch", work)
  return result(record, work)
}

function result(record: CleanRecord, { faults }: Work): Prepared {
  return faults.length === 0 ? { ok: true, record } : { ok: false, faults }
}

function readNew(checks: TableChecks, input: unknown, path: string, work: Work): CleanRecord {
  const record = readGiven(checks, input, path, "new", work)
  for (const missing of checks.defaults) {
    if (record[missing.name] !== undefined) continue
    const value = missing.kind === "constant" ? missing.value : missing.evaluate(record, work.env)
    record[isFilled(missing.name, record, checks) ? fallbackOf(missing.name) : missing.name] = value
  }
  for (const { name, title } of checks.required)
    // A fault of the value itself says more than that it is missing.
    if (
      (record[name] ?? null) === null &&
      !isFaulty(`${path}/${name}`, work) &&
      !isFilled(name, record, checks)
    )
      fault(work, `${path}/${name}`, `${title} is needed.`)
  return record
}

/** Whether the field is left to what a chosen record gives or what is looked up: that goes before its default, and may be
 * all it needs. */
function isFilled(name: string, record: CleanRecord, { copied, lookedUp }: TableChecks): boolean {
  if ((record[name] ?? null) !== null) return false
  return lookedUp.has(name) || (copied.get(name) ?? []).some((ref) => (record[ref] ?? null) !== null)
}

/** The key under which the default of a field travels when a better value may be copied or looked up. */
export function fallbackOf(name: string): string {
  return `${name}$default`
}

/** The fields that the input holds, read one by one. */
function readGiven(
  checks: TableChecks,
  input: unknown,
  path: string,
  mode: "new" | "patch",
  work: Work,
): Built {
  const record: Built = {}
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    fault(work, path, `${checks.title} must be an object with fields.`, "Send it in braces.")
    return record
  }
  for (const [name, value] of Object.entries(input)) {
    const check = checks.fields.get(name)
    const at = `${path}/${name}`
    if (check === undefined) unknownField(work, path, name, checks)
    else if (work.env.by === "system" ? isKept(check, mode) : check.system)
      fault(work, at, `${check.title} is kept by the system.`, "Leave it out.", "PLN007")
    else
      record[name] =
        check.rows === undefined
          ? readValue(check, value, at, mode, work)
          : readRows(check, value, at, mode, work)
  }
  return record
}

function isKept({ kept }: FieldCheck, mode: "new" | "patch"): boolean {
  return kept === "always" || (kept === "once made" && mode === "patch")
}

function readValue(
  check: FieldCheck,
  value: unknown,
  at: string,
  mode: "new" | "patch",
  work: Work,
): CleanValue {
  const read = value === null || value === undefined ? null : check.read(value)
  if (read instanceof Refusal) {
    fault(work, at + read.at, `${check.title} ${read.message}.`, read.hint)
    return null
  }
  if (read === null && check.required && mode === "patch") fault(work, at, `${check.title} is needed.`)
  return read
}

function readRows(
  check: FieldCheck,
  value: unknown,
  at: string,
  mode: "new" | "patch",
  work: Work,
): CleanValue {
  const given: unknown = value ?? []
  if (!Array.isArray(given)) {
    fault(work, at, `${check.title} must be a list of rows.`, "Send it in square brackets.")
    return null
  }
  if (given.length > check.maxItems) {
    fault(work, at, `${check.title} may hold ${check.maxItems} rows at most.`)
    return null
  }
  if (given.length < check.minItems) {
    fault(
      work,
      at,
      `${check.title} needs at least ${check.minItems === 1 ? "one row" : `${check.minItems} rows`}.`,
    )
    return null
  }
  const seen = new Set<string>()
  const rows = check.rows
  if (rows === undefined) return null
  return given.map((row: unknown, index) => {
    const isKept = mode === "patch" && typeof row === "object" && row !== null && "id" in row
    return isKept
      ? readKept(rows, row, seen, `${at}/${index}`, work)
      : readNew(rows, row, `${at}/${index}`, work)
  })
}

/** A row that is there already, known by its id; whether it is there shows in the database. */
function readKept(
  rows: TableChecks,
  row: { readonly id: unknown },
  seen: Set<string>,
  at: string,
  work: Work,
): CleanRecord {
  const { id, ...fields } = row
  const read = rows.fields.get("id")?.read(id)
  const kept = readGiven(rows, fields, at, "patch", work)
  if (typeof read !== "string") {
    fault(work, `${at}/id`, "The id of a row is a UUID.", "Leave it out for a new row.")
    return kept
  }
  if (seen.has(read)) fault(work, `${at}/id`, "The same row stands in the list twice.")
  seen.add(read)
  return { ...kept, id: read }
}

function unknownField(work: Work, path: string, name: string, { fields, title }: TableChecks): void {
  const writable = [...fields.values()].filter((check) => !check.system).map((check) => check.name)
  const shown = name.length > 60 ? `${name.slice(0, 60)}...` : name
  const close = name.length > 60 ? undefined : nearest(name, writable)
  const at = `${path}/${shown.replaceAll("~", "~0").replaceAll("/", "~1")}`
  fault(
    work,
    at,
    `${title} has no field "${shown}".`,
    close === undefined ? undefined : `Did you mean "${close}"?`,
    "PLN001",
  )
}

function isFaulty(path: string, { faults }: Work): boolean {
  return faults.some((fault) => fault.path === path || fault.path.startsWith(`${path}/`))
}

function fault({ faults }: Work, path: string, message: string, hint?: string, code = "PLN006"): void {
  if (faults.length < mostFaults)
    faults.push({ path, code, message, ...(hint === undefined ? {} : { hint }) })
}
