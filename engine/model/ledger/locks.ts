// What closes days to entries: records of other entities, matched field by field with the entry.
import { isOwnRow } from "../../expression/index.ts"
import type { LedgerSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { storedScope } from "../express/scope.ts"
import { entityAt } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, LedgerLock, LockMatch } from "../types.ts"
import { entryPath, isColumn, type LedgerGround } from "./named.ts"

type LockSource = NonNullable<LedgerSource["locks"]>[string]

/** The locks of a ledger; one that does not hold together is reported and left out. */
export function locksOf(ground: LedgerGround): readonly LedgerLock[] {
  return Object.entries(ground.source.locks ?? {}).flatMap(([name, source]) => {
    const lock = lockOf(name, source, inside(ground.place, "locks", name), ground)
    return lock === undefined ? [] : [lock]
  })
}

function lockOf(
  name: string,
  source: LockSource,
  place: Place,
  ground: LedgerGround,
): LedgerLock | undefined {
  const { all, report } = ground.layout
  const { entity, message, from, to, exception } = source
  const table = entityAt(entity, inside(place, "entity"), ground.layout)
  if (table === undefined) return undefined
  if (from === undefined && to === undefined)
    report.fault("MOD014", place, "The lock closes every day there is.", 'Add "from", "to" or both.')
  for (const [key, field] of [["from", from] as const, ["to", to] as const])
    checkField(table, field, ["date"], inside(place, key), ground)
  const when =
    source.when === undefined
      ? undefined
      : all.read(
          source.when,
          storedScope({ shape: table, parent: undefined }, all),
          booleanType,
          inside(place, "when"),
        )
  if (when !== undefined && !isOwnRow(when.node))
    report.fault("MOD014", inside(place, "when"), "The condition may read fields of the lock itself only.")
  return {
    name,
    entity,
    message,
    match: matchOf(table, source.match, inside(place, "match"), ground),
    ...present({ from, to, when, exception: exceptionOf(exception, inside(place, "exception"), ground) }),
  }
}

function exceptionOf(
  source: LockSource["exception"],
  place: Place,
  ground: LedgerGround,
): LedgerLock["exception"] {
  if (source === undefined) return undefined
  const { entity, user, from, expires, match = {} } = source
  const table = entityAt(entity, inside(place, "entity"), ground.layout)
  if (table === undefined) return undefined
  checkField(table, user, ["ref", "text"], inside(place, "user"), ground)
  checkField(table, from, ["date"], inside(place, "from"), ground)
  checkField(table, expires, ["instant"], inside(place, "expires"), ground)
  return { entity, user, from, expires, match: matchOf(table, match, inside(place, "match"), ground) }
}

function checkField(
  table: Entity,
  name: string | undefined,
  kinds: readonly string[],
  place: Place,
  { layout: { report } }: LedgerGround,
): void {
  if (name === undefined) return
  const field = table.fields.get(name)
  if (field === undefined) report.unknown(place, `field of ${table.id}`, name, table.fields.keys())
  else if (!isColumn(field) || !kinds.includes(field.type.kind))
    report.fault("MOD014", place, `"${name}" of ${table.id} is not a stored ${kinds[0] ?? ""}.`)
}

/** A field that holds a list matches any of its values. */
function matchOf(
  table: Entity,
  match: Readonly<Record<string, string>>,
  place: Place,
  ground: LedgerGround,
): LockMatch {
  return Object.entries(match).flatMap(([lock, text]) => {
    const at = inside(place, lock)
    const field = table.fields.get(lock)
    if (field === undefined)
      ground.layout.report.unknown(at, `field of ${table.id}`, lock, table.fields.keys())
    else if (!isColumn(field))
      ground.layout.report.fault(
        "MOD014",
        at,
        `"${lock}" of ${table.id} is not stored in a column of its own.`,
      )
    const entry = entryPath(text, ground, at)
    return entry === undefined ? [] : [{ lock, entry }]
  })
}
