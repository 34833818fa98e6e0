// An administrator says with which number a series begins: the first invoice of a company that had others before is not
// number 1. Only before the first number: later, another next one would repeat a number or leave a gap.
import { rolesOf } from "../../engine/access/index.ts"
import { nearest, Problem } from "../../engine/error/index.ts"
import type { Entity, Field, Model, Sequence } from "../../engine/model/index.ts"
import { once } from "../../engine/plan/index.ts"
import type { Reply } from "../../engine/response/index.ts"
import { bind, startTemplates } from "../sql/index.ts"
import { bindings, momentOf, type Caller } from "./caller.ts"
import type { PerformParts } from "./performance.ts"

/** A series by its field, `accounting.invoice.number`, with the period and the scope that tell it from others of the field. */
export interface SeriesStart {
  readonly field: string
  readonly next: number
  readonly period?: string
  readonly scope?: string
}

const periods = {
  never: /^$/,
  year: /^[0-9]{4}$/,
  month: /^[0-9]{4}-[0-9]{2}$/,
  day: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
}
const MOST = 999_999_999_999

/** Lets a series begin with a number. Refuses with ACC001 who does not hold all rights, REQ003 and PLN001 a field without a
 * running number, REQ006 what does not name one series, RUN003 one that has begun otherwise. */
export async function startSeries(
  start: SeriesStart,
  caller: Caller,
  parts: Pick<PerformParts, "database" | "clock">,
): Promise<Reply> {
  const { model, address, time_zone } = caller.tenant
  if (!rolesOf(model, caller.principal.roles).some(({ all }) => all))
    throw new Problem("ACC001", { detail: "Only who holds all rights says where numbers begin." })
  const { entity, field, sequence } = numbered(start.field, model)
  const { period = "", scope = "", next } = start
  checkSeries({ ...start, period, scope }, sequence)
  const templates = once(model, `sql series ${start.field}`, () => startTemplates(entity, field, model))
  const values = bindings(caller, momentOf(parts.clock(), time_zone), { period, scope, next: String(next) })
  const [begun = [], known = []] = await parts.database.run(
    address,
    templates.map((template) => bind(template, values)),
  )
  const now = known[0]?.[0]
  if (begun.length === 0 && now !== String(next))
    throw new Problem("RUN003", {
      detail: `This series has begun: its next number is ${now ?? "taken"}. Another would repeat one or leave a gap.`,
      path: "/next",
    })
  return { status: 200, headers: {}, body: JSON.stringify({ field: start.field, period, scope, next }) }
}

function numbered(path: string, model: Model): { entity: Entity; field: Field; sequence: Sequence } {
  const at = path.lastIndexOf(".")
  const [id, name] = [path.slice(0, at), path.slice(at + 1)]
  const entity = model.entities.get(id)
  if (entity === undefined)
    throw unknown("REQ003", `There is no entity "${id.slice(0, 80)}".`, id, model.entities.keys())
  const field = entity.fields.get(name)
  if (field?.sequence !== undefined) return { entity, field, sequence: field.sequence }
  const others = [...entity.fields.values()].filter(({ sequence }) => sequence !== undefined)
  const said = `${entity.title} has no running number "${name.slice(0, 60)}".`
  throw unknown(
    "PLN001",
    said,
    name,
    others.map((one) => one.name),
  )
}

function unknown(code: "REQ003" | "PLN001", detail: string, name: string, all: Iterable<string>): Problem {
  const near = nearest(name, all)
  return new Problem(code, { detail, ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }) })
}

function checkSeries({ next, period, scope }: Required<SeriesStart>, sequence: Sequence): void {
  const refuse = (path: string, detail: string): Problem => new Problem("REQ006", { detail, path })
  if (!Number.isInteger(next) || next < 1 || next > MOST)
    throw refuse("/next", `"next" is a whole number from 1 to ${MOST}.`)
  if (!periods[sequence.reset].test(period))
    throw refuse(
      "/period",
      sequence.reset === "never"
        ? "This number never starts anew: it has no period."
        : `The number starts anew each ${sequence.reset}: name one, as 2026, 2026-01 or 2026-01-31.`,
    )
  if ((sequence.scope === undefined) !== (scope === ""))
    throw refuse(
      "/scope",
      sequence.scope === undefined
        ? "This number has one series for all."
        : `The number has a series for each ${sequence.scope}: name its value.`,
    )
}
