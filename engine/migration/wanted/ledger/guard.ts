// What the guard of a ledger holds, worked out of the model: names of tables and columns in place of entities and fields.
import { isOwnRow } from "../../../expression/index.ts"
import {
  isStamp,
  ledgerTable,
  type Entity,
  type EntryPath,
  type Ledger,
  type LedgerLock,
  type LockMatch,
  type Model,
  type Rule,
} from "../../../model/index.ts"
import type { Guard, GuardChain, GuardLock, GuardMatch, GuardPath, GuardRule } from "../../types.ts"
import { formulaOf } from "../formula.ts"
import { columnNames, gatheringsOf } from "./sums.ts"
import { walkOf } from "./walk.ts"

/** The guard of the ledger whose entries are `entity`. */
export function guardOf(model: Model, entity: Entity, ledger: Ledger): Guard {
  const { balanced, chain } = ledger
  return {
    ledger: ledger.id,
    rules: farRules(model, entity.rules),
    locks: ledger.locks.map((lock) => guardLock(model, lock)),
    sums: gatheringsOf(entity, ledger).map(([part, gathers]) => ({
      table: ledgerTable(ledger.id, part),
      gathers,
      rules: part === "balance" ? guardRules(model, ledger.balances?.rules ?? []) : [],
    })),
    ...(balanced === undefined
      ? {}
      : {
          balanced: {
            sum: formulaOf(entity, balanced.sum.node),
            by: balanced.by.flatMap((name) => columnNames(entity, name)),
          },
        }),
    ...(chain === undefined ? {} : { chain: guardChain(model, entity, ledger, chain) }),
  }
}

/** The rules that read more than the row alone: the others are CHECKs. */
function farRules(model: Model, rules: readonly Rule[]): readonly GuardRule[] {
  return guardRules(
    model,
    rules.filter(({ assert }) => !isOwnRow(assert.node)),
  )
}

function guardRules(model: Model, rules: readonly Rule[]): readonly GuardRule[] {
  return rules.map(({ id, assert }) => ({ id, assert: walkOf(model, assert.node) }))
}

function guardLock(model: Model, { name, entity, match, from, to, when, exception }: LedgerLock): GuardLock {
  const table = model.entities.get(entity)
  if (table === undefined) throw new Error(`a compiled model names no entity ${entity}`)
  return {
    name,
    table: table.table,
    match: matches(model, table, match),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(when === undefined ? {} : { when: formulaOf(table, when.node) }),
    ...(exception === undefined ? {} : { exception: guardException(model, exception) }),
  }
}

function guardException(
  model: Model,
  { entity, match, user, from, expires }: NonNullable<LedgerLock["exception"]>,
): NonNullable<GuardLock["exception"]> {
  const table = model.entities.get(entity)
  if (table === undefined) throw new Error(`a compiled model names no entity ${entity}`)
  return { table: table.table, match: matches(model, table, match), user, from, expires }
}

function matches(model: Model, table: Entity, match: LockMatch): readonly GuardMatch[] {
  return match.map(({ lock, entry }) => ({
    lock,
    list: table.fields.get(lock)?.type.kind === "list",
    entry: guardPath(model, entry),
  }))
}

function guardPath({ entities }: Model, { field, of }: EntryPath): GuardPath {
  if (of === undefined) return { column: field }
  const table = entities.get(of.entity)?.table
  if (table === undefined) throw new Error(`a compiled model names no entity ${of.entity}`)
  return { column: field, of: { table, column: of.field } }
}

/** The hash covers every column but the stamps and what is worked out: one that comes later is empty in older entries, and
 * what is empty does not count, so that chains outlive new dimensions. */
function guardChain(
  model: Model,
  entity: Entity,
  { id, measures }: Ledger,
  { by, when }: NonNullable<Ledger["chain"]>,
): GuardChain {
  const columns = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => columnNames(entity, name))
  const own = [...entity.fields.values()].filter((field) => !isStamp(field) && field.derived === undefined)
  return {
    table: ledgerTable(id, "chain"),
    by: columns(by),
    covers: [...columns(own.map(({ name }) => name))].sort(),
    measures,
    ...(when === undefined ? {} : { when: guardPath(model, when) }),
  }
}
