// The order in which the fields of a row are filled that nobody gives: each after all that it is looked up by.
import { inside, type Place, type Report } from "../report.ts"
import type { Field, Table } from "../types.ts"

type Fields = Table["fields"]

/** The fields that are looked up or copied, in rounds: those of one read what the rounds before have filled. Only tables in
 * which something is looked up have rounds. A model that compiled has no circle in them. */
export function fillingRounds({ fields }: Pick<Table, "fields">): readonly (readonly Field[])[] {
  if (![...fields.values()].some(({ lookup }) => lookup !== undefined)) return []
  const rounds: Field[][] = []
  for (const field of fields.values()) {
    const round = roundOf(field, fields, [])
    if (typeof round !== "number") throw new Error(`${field.name} is looked up by itself`)
    if (round > 0) (rounds[round - 1] ??= []).push(field)
  }
  return rounds
}

/** Reports fields that are looked up by each other. */
export function checkRounds(
  { fields }: Pick<Table, "fields">,
  placeOf: (field: string) => Place,
  report: Report,
): void {
  for (const field of fields.values()) {
    const round = field.lookup === undefined ? 0 : roundOf(field, fields, [])
    if (typeof round === "number" || round[0] !== field.name) continue
    const place = inside(placeOf(field.name), "lookup")
    report.fault("MOD016", place, `The values are looked up by each other: ${round.join(" -> ")}.`)
  }
}

/** 0 where the field is given, else one more than what it reads; or the circle it stands in. */
function roundOf(field: Field, fields: Fields, open: readonly string[]): number | readonly string[] {
  if (open.includes(field.name)) return [...open.slice(open.indexOf(field.name)), field.name]
  const before = awaited(field, fields)
  if (before === undefined) return 0
  let most = 0
  for (const name of before) {
    const read = fields.get(name)
    const round = read === undefined ? 0 : roundOf(read, fields, [...open, field.name])
    if (typeof round !== "number") return round
    most = Math.max(most, round)
  }
  return most + 1
}

/** The fields whose values must stand before that of `field` is found; undefined where it is only given. A field that stops
 * the search for another waits for it. */
function awaited({ name, lookup }: Field, fields: Fields): readonly string[] | undefined {
  const all = [...fields.values()]
  const copying = all.filter(({ copy = [] }) => copy.some((one) => one.field === name))
  if (lookup === undefined && copying.length === 0) return undefined
  const stopped = all.filter((one) => one.lookup?.unless.includes(name) === true)
  return [...new Set([...copying, ...stopped].map((one) => one.name).concat(lookup?.reads.own ?? []))]
}
