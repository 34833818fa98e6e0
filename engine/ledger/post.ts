// Posting rules x document -> entries. Pure: the server writes what a preview in the browser shows.
import { Problem, type Fault } from "../error/index.ts"
import type { Env, Expression, Row, Value } from "../expression/index.ts"
import type { Entity, Ledger, PostingRule } from "../model/index.ts"
import { Decimal } from "../value/index.ts"
import { dayIn } from "./day.ts"
import { evaluate, holds } from "./evaluate.ts"
import { through } from "./through.ts"
import type { Entry, PostingFrame } from "./types.ts"
import { entryValues, isNothing, type Place } from "./values.ts"

/** What is posted: a ledger, the entity of its entries, and by which rules on which day. */
export interface Posting {
  readonly ledger: Ledger
  readonly entries: Entity
  readonly date: Expression
  readonly rules: readonly PostingRule[]
}

/** The entries of a document, `env.row`, in the order of the rules and of the rows. Refuses with LED005 a value of more
 * decimals than its column has, with LED006 an entry without a date or a required value; all of them at once. */
export function entriesOf(posting: Posting, env: Env, frame: PostingFrame): readonly Entry[] {
  const faults: Fault[] = []
  const day = dayIn(posting.date, env, posting.ledger.title)
  if (typeof day === "object") faults.push(day)
  const made = posting.rules.flatMap((rule) => ruleEntries(rule, posting, env, faults))
  refuse(faults)
  const date = typeof day === "string" ? day : ""
  const drafts = made.map((draft) => ({ ...draft, id: frame.newId() }))
  return drafts.map(({ id, rule, line, part, values, origin }) => {
    const { posting: name, source } = frame
    const cost = originOf(origin, { line, part }, drafts)
    return {
      id,
      posting: name,
      date,
      source,
      line,
      rule,
      values,
      ...(cost === undefined ? {} : { origin: cost }),
    }
  })
}

interface Draft extends Pick<Entry, "rule" | "line" | "values"> {
  readonly part: string
  readonly origin?:
    { readonly kind: "rule"; readonly rule: string } | { readonly kind: "line"; readonly line: Value }
}

function ruleEntries(rule: PostingRule, posting: Posting, env: Env, faults: Fault[]): readonly Draft[] {
  return placesOf(rule, env).flatMap(({ at, line, part, place }): readonly Draft[] => {
    if (!holds(rule.where, at)) return []
    const found: Fault[] = []
    const values = entryValues(rule, posting, at, { place, faults: found })
    const isLeftOut = isNothing(values, posting.ledger)
    // What is nothing need not say more: a tax of 0 % has no account. An unknown amount is not nothing.
    const isNone = isLeftOut && posting.ledger.measures.every((name) => values[name] !== null)
    faults.push(...found.filter(({ code }) => !isNone || code !== "LED006"))
    if (isLeftOut) return []
    const { origin } = rule
    return [
      {
        rule: rule.name,
        line,
        part,
        values,
        ...(origin === undefined
          ? {}
          : { origin: origin.kind === "rule" ? origin : { kind: "line", line: evaluate(origin.line, at) } }),
      },
    ]
  })
}

/** The document itself, or each of the rows gone through. */
function placesOf({ each }: PostingRule, env: Env): readonly Standing[] {
  if (each === undefined) return [{ at: env, line: null, part: "", place: { pointer: "", words: "" } }]
  const [field = ""] = each.split(".")
  return through(each, env).map(({ at, line, index }) => ({
    at,
    line: idOf(line) ?? null,
    part: idOf(at.row) ?? "",
    place: { pointer: `/${field}/${index}`, words: ` of row ${index + 1}` },
  }))
}

interface Standing {
  readonly at: Env
  readonly line: string | null
  /** What tells the entries of one line apart that come of several rows behind it. */
  readonly part: string
  readonly place: Place
}

function idOf(row: Row): string | undefined {
  return typeof row["id"] === "string" ? row["id"] : undefined
}

/** Another rule's entry for the same row; where that made none, there is no cost to take. */
function originOf(
  origin: Draft["origin"],
  { line, part }: Pick<Draft, "line" | "part">,
  drafts: readonly (Draft & { readonly id: string })[],
): Entry["origin"] {
  if (origin === undefined) return undefined
  if (origin.kind === "line") {
    const id = idIn(origin.line)
    return id === undefined ? undefined : { kind: "line", line: id }
  }
  const found = drafts.find((one) => one.rule === origin.rule && one.line === line && one.part === part)
  return found === undefined ? undefined : { kind: "entry", id: found.id }
}

function idIn(value: Value): string | undefined {
  if (typeof value === "string") return value
  return value !== null && typeof value === "object" && "id" in value && !Decimal.isDecimal(value)
    ? value.id
    : undefined
}

function refuse(faults: readonly Fault[]): void {
  const [first] = faults
  if (first === undefined) return
  const code = first.code === "LED005" ? "LED005" : "LED006"
  const detail =
    faults.length === 1 ? first.message : `${faults.length} things of the posting are to be mended.`
  throw new Problem(code, { detail, errors: faults, path: first.path })
}
