// Room 5 for ledgers: which sums answer the question, and what of the entries the grant lets count.
import type { Grant } from "../access/index.ts"
import { nearest, Problem } from "../error/index.ts"
import { reads, type Expression } from "../expression/index.ts"
import type { Entity, Field, Ledger, LedgerPart, Model } from "../model/index.ts"
import type { BalanceAction, EntriesAction, Interval, TurnoverAction } from "../request/index.ts"
import { conditions, readable } from "./conditions.ts"
import { planList } from "./read.ts"
import type { ListPlan } from "./types.ts"

/** What is summed: where it stands, for which entries, by what. */
export interface SumsPlan {
  readonly ledger: Ledger
  readonly entity: Entity
  readonly where: readonly Expression[]
  readonly by: readonly Field[]
  /** The measures that may be read. */
  readonly measures: readonly Field[]
  /** The sums that tell all of it, so that entries are read for a broken period only: none, or a table of sums. */
  readonly from: Exclude<LedgerPart, "chain" | "cost"> | "entries"
  readonly limit: number
}

export interface BalancePlan extends SumsPlan {
  readonly kind: "balance"
  readonly at?: string
}

export interface TurnoverPlan extends SumsPlan {
  readonly kind: "turnover"
  readonly between: readonly [from: string, to: string]
  readonly interval?: Interval
}

/** A list of entries in order of date and of writing, and how to find the balance before its first. */
export interface EntriesPlan {
  readonly kind: "entries"
  readonly list: ListPlan
  readonly opening: SumsPlan
}

/** Plans a balance. Refuses with PLN001 what is no dimension, PLN002 a filter that cannot be used, ACC002 what may not be
 * read. */
export function planBalance(action: BalanceAction, grant: Grant, model: Model): BalancePlan {
  const sums = sumsOf(action, grant, model)
  const { balances } = sums.ledger
  const over = namesRead(sums)
  const kept = action.at === undefined && balances !== undefined && within(over, balances.by)
  const { at } = action
  return {
    kind: "balance",
    ...sums,
    ...(kept ? { from: "balance" } : {}),
    ...(at === undefined ? {} : { at }),
  }
}

/** Plans a turnover. Refuses like `planBalance`. */
export function planTurnover(action: TurnoverAction, grant: Grant, model: Model): TurnoverPlan {
  const { from, to, interval } = action
  const sums = sumsOf(action, grant, model)
  const { totals } = sums.ledger
  const finer = interval === "day" && totals?.period === "month"
  return {
    kind: "turnover",
    ...sums,
    ...(finer && sums.from === "totals" ? { from: totals.days ? "days" : "entries" } : {}),
    between: [from, to],
    ...(interval === undefined ? {} : { interval }),
  }
}

/** Plans a list of entries; refuses like a list of records. */
export function planEntries(action: EntriesAction, grant: Grant, model: Model): EntriesPlan {
  const { ledger, filter, from, to, ...choice } = action
  const opening = sumsOf(
    { ledger, by: [], limit: 1, ...(filter === undefined ? {} : { filter }) },
    grant,
    model,
  )
  const bounds = [from === undefined ? "" : `date >= '${from}'`, to === undefined ? "" : `date <= '${to}'`]
  const whole = [filter === undefined ? "" : `(${filter})`, ...bounds]
    .filter((part) => part !== "")
    .join(" && ")
  const sort = ["date", "number"].map((path) => ({ path, descending: false }))
  const list = planList(
    {
      ...choice,
      ...shown(choice, opening),
      kind: "list",
      entity: ledger,
      sort,
      ...(whole === "" ? {} : { filter: whole }),
    },
    grant,
    model,
  )
  return { kind: "entries", list, opening }
}

/** Measures go out with every entry: running balances are made of them. */
function shown(
  { fields }: Pick<EntriesAction, "fields">,
  { measures }: SumsPlan,
): Pick<EntriesAction, "fields"> {
  if (fields === undefined) return {}
  return { fields: [...new Set([...fields, ...measures.map(({ name }) => name)])] }
}

function sumsOf(
  { ledger: id, by, filter, limit }: Pick<BalanceAction, "ledger" | "by" | "filter" | "limit">,
  grant: Grant,
  model: Model,
): SumsPlan {
  const { entity } = grant
  const ledger = ledgerOf(id, model)
  const access = grant.access(entity.id)
  const room = { grant, model, code: "PLN002", path: "filter", expected: { kind: "boolean" } } as const
  const where = conditions(access.read, filter === undefined ? undefined : readable(filter, entity, room))
  const measures = ledger.measures.flatMap((name) => {
    const field = entity.fields.get(name)
    const rights = access.field(name)
    return field !== undefined && rights.read === true && rights.mask === undefined ? [field] : []
  })
  const plan = {
    ledger,
    entity,
    where,
    measures,
    limit,
    by: by.map((name) => dimension(name, ledger, grant, model)),
  }
  const { totals } = ledger
  const kept = totals !== undefined && within(namesRead(plan), totals.by)
  return { ...plan, from: kept ? "totals" : "entries" }
}

/** The ledger; REQ003 where there is none of that id. */
export function ledgerOf(id: string, { ledgers }: Model): Ledger {
  const ledger = ledgers.get(id)
  if (ledger !== undefined) return ledger
  const near = nearest(id, ledgers.keys())
  throw new Problem("REQ003", {
    detail: `There is no ledger "${id.slice(0, 80)}".`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  })
}

function dimension(name: string, { dimensions }: Ledger, grant: Grant, model: Model): Field {
  const { entity } = grant
  const field = dimensions.includes(name) ? entity.fields.get(name) : undefined
  if (field === undefined) {
    const near = nearest(name, dimensions)
    throw new Problem("PLN001", {
      detail: `${entity.title} has no dimension "${name}".`,
      hint: near === undefined ? `Its dimensions: ${dimensions.join(", ")}.` : `Did you mean "${near}"?`,
      path: "by",
    })
  }
  readable(name, entity, { grant, model, code: "PLN001", path: "by" })
  return field
}

/** The fields of the entry that the question reads. */
function namesRead({ where, by }: Pick<SumsPlan, "where" | "by">): readonly string[] {
  const paths = where.flatMap(({ node }) => reads(node)).filter(({ root }) => root === "row")
  return [...by.map(({ name }) => name), ...paths.map(({ steps }) => steps[0]?.field ?? "")]
}

function within(names: readonly string[], among: readonly string[]): boolean {
  return names.every((name) => among.includes(name))
}
