// The records that the input of a transition refers to, read beside the look with all that the transition reads of them.
import type { Grant } from "../../../engine/access/index.ts"
import { Problem, type Fault } from "../../../engine/error/index.ts"
import type { Model, Transition } from "../../../engine/model/index.ts"
import { once, planInputLooks, type Clean } from "../../../engine/plan/index.ts"
import { readTemplate, type Row as Answer, type Template } from "../../sql/index.ts"

interface Named {
  readonly field: string
  readonly title: string
  readonly template: Template
}

/** What is to be read for this input, in order; their inputs are `named_<field>`. */
export function namedBy(input: Clean, transition: Transition, grant: Grant, model: Model): readonly Named[] {
  const all = once(model, `sql named ${grant.entity.id} ${transition.name} ${grant.key}`, () =>
    planInputLooks(transition, grant, model).map(({ field, ...plan }): Named => ({
      field: field.name,
      title: plan.entity.title,
      template: readTemplate(plan, model, inputOf(field.name)),
    })),
  )
  return all.filter(({ field }) => typeof input[field] === "string")
}

/** The ids to read, by the templates' inputs. */
export function namedInputs(named: readonly Named[], input: Clean): Readonly<Record<string, unknown>> {
  return Object.fromEntries(named.map(({ field }) => [inputOf(field), input[field]]))
}

/** The input with the records in place of their ids. PLN006 for those that are not there, or not shown to who asks. */
export function withNamed(
  input: Clean,
  named: readonly Named[],
  answers: readonly (readonly Answer[])[],
): Clean {
  const found: Record<string, unknown> = {}
  const faults: Fault[] = []
  named.forEach(({ field, title }, index) => {
    const json = answers[index]?.[0]?.[0]
    if (typeof json === "string") found[field] = { ...rowIn(json), id: input[field] }
    else
      faults.push({ path: `/${field}`, code: "PLN006", message: `There is no such ${title.toLowerCase()}.` })
  })
  const [first] = faults
  if (first !== undefined) throw new Problem("PLN006", { detail: first.message, errors: faults })
  return { ...input, ...found }
}

function inputOf(field: string): string {
  return `named_${field}`
}

/** PostgreSQL built the object from a selection of ours. */
function rowIn(json: string): Clean {
  return JSON.parse(json) as Clean
}
