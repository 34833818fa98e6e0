// What a transition must see: the paths that its guards and effects read, so that one look brings them all.
import { reads, type Expression, type Path } from "../expression/index.ts"
import { expressionsOf, type Effect, type Entity, type Transition } from "../model/index.ts"

/** Paths of the record, `customer.limit`, `lines.item.account`, of the user, `default_company.currency`, and of records
 * that the input refers to, `stage.pipeline`. */
export interface Sight {
  readonly record: readonly string[]
  readonly user: readonly string[]
  readonly input: readonly string[]
}

/** An expression, and the rows field in whose rows it stands. */
interface Standing {
  readonly expression: Expression | undefined
  readonly each?: string | undefined
}

/** All that the transition reads. */
export function sightOf(transition: Transition, entity: Entity): Sight {
  const record = new Set<string>()
  const user = new Set<string>()
  const input = new Set<string>()
  for (const { expression, each } of [...ofTransition(transition)])
    for (const path of expression === undefined ? [] : reads(expression.node)) {
      const text = dotted(path)
      if (path.root === "row") record.add(each === undefined ? text : `${each}.${text}`)
      else if (path.root === "parent") record.add(ofParent(text, each))
      else if (path.root === "user" && text.includes(".")) user.add(text)
      else if (path.root === "input" && text.includes(".")) input.add(text)
    }
  for (const effect of transition.effects) for (const path of wholly(effect, entity)) record.add(path)
  return { record: [...record], user: [...user], input: [...input] }
}

/** `parent` of the rows of a document is the document; of rows behind a line it is the line, whose own is the document. */
function ofParent(text: string, each: string | undefined): string {
  const [line, ...way] = each?.split(".") ?? []
  if (line === undefined || way.length === 0) return text
  return text.startsWith("parent.") ? text.slice("parent.".length) : `${line}.${text}`
}

/** The id behind a reference is the reference itself, and so are the parts of one to several entities. */
function dotted({ steps }: Path): string {
  const names = steps.filter(({ shape }) => shape !== "@ref").map(({ field }) => field)
  return (names.length > 1 && names.at(-1) === "id" ? names.slice(0, -1) : names).join(".")
}

/** What an effect reads without an expression: rows that it goes through, and all of a record that it copies. */
function wholly(effect: Effect, entity: Entity): readonly string[] {
  switch (effect.kind) {
    case "create": {
      const rows = [effect.each, ...effect.rows.map(({ each }) => each)]
      const whole = effect.copy ? copied(entity) : []
      const { each, into } = effect
      const referring = each === undefined || into === undefined ? [] : [`${each}.${into}`]
      return [...rows.flatMap(gone), ...referring, ...whole]
    }
    case "update":
    case "transition":
      return gone(effect.each)
    case "post":
      return effect.rules.flatMap(({ each }) => gone(each))
    case "carry":
    case "number":
    case "collect":
    case "match":
    case "set":
    case "reverse":
    case "notify":
    case "emit":
      return []
    default:
      return effect satisfies never
  }
}

/** The ids of the rows gone through, and of the lines that they stand behind. */
function gone(each: string | undefined): readonly string[] {
  if (each === undefined) return []
  const [line = ""] = each.split(".")
  return [...new Set([`${line}.id`, `${each}.id`])]
}

function copied(entity: Entity): readonly string[] {
  return [...entity.fields.values()]
    .filter((field) => !field.system)
    .flatMap(({ name, storage }) =>
      storage.kind === "rows" ? [...storage.rows.fields.keys()].map((inner) => `${name}.${inner}`) : [name],
    )
}

function ofTransition({ guards, approval, effects }: Transition): readonly Standing[] {
  const steps = approval?.steps ?? []
  return [
    ...guards.map(({ assert }) => ({ expression: assert })),
    { expression: approval?.when },
    ...steps.flatMap(({ when, users }) => [when, ...users].map((expression) => ({ expression }))),
    ...effects.flatMap(expressionsOf),
  ]
}
