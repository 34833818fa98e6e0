// Decides how a field is looked up: what is searched, which one of several is taken, what it is otherwise, and which
// fields it follows. A search that could find now this one and now that one is refused.
import { reads, type Expression, type Path } from "../../expression/index.ts"
import type { Property } from "../../metaschema/index.ts"
import type { Outline } from "../outline/outline.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Field, Lookup, SortField } from "../types.ts"
import { leavesOne } from "./leaves-one.ts"
import { booleanType, type Expressions } from "../express/expressions.ts"
import { askedScope, choiceScope, type Standing } from "../express/scope.ts"

type Source = NonNullable<Property["lookup"]>
type Among = NonNullable<Lookup["among"]>
type Where = readonly [Standing, Place]

/** How the field is looked up, undefined where it is not; whatever is wrong is reported. */
export function lookupOf(
  field: Field,
  { lookup, copy }: Property,
  [standing, place]: Where,
  all: Expressions,
): Lookup | undefined {
  if (lookup === undefined) return undefined
  const { report } = all
  const at = inside(place, "lookup")
  if (lookup.of === undefined && lookup.otherwise === undefined) {
    report.fault(
      "MOD014",
      at,
      "Nothing says where the value is found.",
      'Add "of" and "where", or "otherwise".',
    )
    return undefined
  }
  if (copy !== undefined)
    report.fault(
      "MOD014",
      inside(place, "copy"),
      "A reference that is looked up brings nothing along.",
      'Give the fields beside it a "lookup" with "otherwise", such as "price.unit_price".',
    )
  const among = amongOf(field, lookup, [standing, at], all)
  const asked = askedScope(standing, all)
  const otherwise =
    lookup.otherwise === undefined
      ? undefined
      : all.read(lookup.otherwise, asked, field.type, inside(at, "otherwise"))
  checkUnless(field, lookup.unless ?? [], [standing, at], all)
  const found: Lookup = {
    unless: lookup.unless ?? [],
    reads: readsOf([...searching(among), ...following(otherwise)]),
    ...present({ among, otherwise, message: messageOf(field, lookup, [standing, at], all) }),
  }
  checkReads(found, [standing, at], all)
  return found
}

function amongOf(
  field: Field,
  { of, where, order = [], take }: Source,
  [standing, at]: Where,
  all: Expressions,
): Among | undefined {
  if (of === undefined || where === undefined) return undefined
  const { report } = all
  const searched = all.table(of)
  if (searched === undefined) return void report.unknown(inside(at, "of"), "entity", of, [])
  const scope = choiceScope(searched, standing.shape, all)
  const condition = all.read(where, scope, booleanType, inside(at, "where"))
  const value = take === undefined ? undefined : all.read(take, scope, field.type, inside(at, "take"))
  if (take === undefined && !(field.storage.kind === "ref" && field.storage.entity === of))
    report.fault(
      "MOD014",
      at,
      `The field does not refer to ${of}, so it cannot be the record.`,
      'Add "take".',
    )
  const keys = sortKeys(order, searched, inside(at, "order"), all)
  if (condition === undefined) return undefined
  if (!leavesOne(condition, keys, searched))
    report.fault(
      "MOD014",
      at,
      `Several of ${of} may be found, and which of them is taken is not said.`,
      'Add to "order" the fields by which they differ, or "-id" for the one that was made last.',
    )
  return { of, where: condition, order: keys, ...present({ take: value }) }
}

function sortKeys(
  order: readonly string[],
  { fields }: Outline,
  at: Place,
  { report }: Expressions,
): readonly SortField[] {
  return order.flatMap((key, index) => {
    const name = key.replace(/^-/, "")
    const kind = fields.get(name)?.storage.kind
    if (kind === undefined) report.unknown(inside(at, index), "field", name, fields.keys())
    else if (kind !== "column" && kind !== "ref")
      report.fault("MOD014", inside(at, index), `"${name}" is not a single stored value.`)
    else return [{ field: name, descending: key.startsWith("-") }]
    return []
  })
}

/** What stops the search is given by people, and is not the field itself. */
function checkUnless(
  field: Field,
  unless: readonly string[],
  [{ shape }, at]: Where,
  all: Expressions,
): void {
  unless.forEach((name, index) => {
    const here = inside(at, "unless", index)
    const found = shape.fields.get(name)
    if (found === undefined) all.report.unknown(here, "field", name, shape.fields.keys())
    else if (
      name === field.name ||
      found.system ||
      (found.storage.kind !== "column" && found.storage.kind !== "ref")
    )
      all.report.fault("MOD014", here, `"${name}" is not another single value that people give.`)
  })
}

const PLACE = /\{([^{}]*)\}/g

function messageOf(
  field: Field,
  { message }: Source,
  [standing, at]: Where,
  all: Expressions,
): Lookup["message"] {
  if (message === undefined) return undefined
  const here = inside(at, "message")
  if (!field.required)
    all.report.fault(
      "MOD013",
      here,
      "The message is never said: the field may be empty.",
      'Add it to "required".',
    )
  const scope = askedScope(standing, all)
  const values = [...message.matchAll(PLACE)].flatMap(
    ([, path = ""]) => all.read(path, scope, undefined, here) ?? [],
  )
  return { text: message, values }
}

/** Paths by the side they start on: of the record that asks, or of the record that holds it. */
interface Reading {
  readonly path: Path
  readonly own: "row" | "parent"
}

function searching(among: Among | undefined): readonly Reading[] {
  const nodes =
    among === undefined ? [] : [among.where.node, ...(among.take === undefined ? [] : [among.take.node])]
  return nodes.flatMap((node) => reads(node)).map((path) => ({ path, own: "parent" }))
}

function following(otherwise: Expression | undefined): readonly Reading[] {
  return (otherwise === undefined ? [] : reads(otherwise.node)).map((path) => ({ path, own: "row" }))
}

function readsOf(readings: readonly Reading[]): Lookup["reads"] {
  const own = new Set<string>()
  const holder = new Set<string>()
  for (const { path, own: side } of readings) {
    const [first, second] = path.steps
    if (first === undefined) continue
    if (path.root === side && !(first.field === "parent" && second !== undefined)) own.add(first.field)
    else if (path.root === side && second !== undefined) holder.add(second.field)
    else if (path.root === "parent" && side === "row") holder.add(first.field)
  }
  return { own: [...own], holder: [...holder] }
}

/** What is looked up stands before anything is worked out of it, so it reads single values that are written. */
function checkReads(
  { reads: { own, holder } }: Lookup,
  [{ shape, parent }, at]: Where,
  all: Expressions,
): void {
  const sides = [
    { names: own, fields: shape.fields },
    { names: holder, fields: parent?.fields ?? new Map<string, Field>() },
  ]
  for (const { names, fields } of sides)
    for (const name of names) {
      const field = fields.get(name)
      if (field === undefined) continue
      const kind = field.storage.kind
      const declared = field.source
      const isWorkedOut = ["computed", "rollup", "balance"].some((key) => declared[key] !== undefined)
      if ((kind === "column" || kind === "ref") && !isWorkedOut) continue
      all.report.fault(
        "MOD014",
        at,
        `"${name}" is not a single value that is written, so nothing can be looked up by it.`,
        "Values are looked up before others are worked out.",
      )
    }
}
