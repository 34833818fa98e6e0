// Gathers the conditions that every stored row must meet: declared rules, and those that `required_when`,
// `read_only_when` and `immutable_after` amount to, in words for people.
import { partsOf, type Expression, type Node } from "../../expression/index.ts"
import type { RuleSource } from "../../metaschema/index.ts"
import { inside, type Place } from "../report.ts"
import type { Field, Rule } from "../types.ts"
import { booleanType, type Expressions } from "./expressions.ts"
import { changeScope, type Standing } from "./scope.ts"

/** Where the rules of a table stand. */
export interface RuleGround {
  readonly id: string
  readonly standing: Standing
  readonly place: Place
  readonly all: Expressions
}

/** The rules of a table, declared ones first. */
export function rulesOf(
  declared: Readonly<Record<string, RuleSource>>,
  fields: ReadonlyMap<string, Field>,
  ground: RuleGround,
): readonly Rule[] {
  const rules: Rule[] = []
  for (const [key, rule] of Object.entries(declared)) {
    const made = declaredRule(key, rule, ground)
    if (made !== undefined) rules.push(made)
  }
  for (const field of fields.values()) rules.push(...conditionRules(field, ground))
  return rules
}

function declaredRule(
  key: string,
  { assert, message, path }: RuleSource,
  ground: RuleGround,
): Rule | undefined {
  const { all, standing } = ground
  const place = inside(ground.place, "rules", key)
  const expression = all.read(assert, changeScope(standing, all), booleanType, inside(place, "assert"))
  const name = path?.slice(1).split("/")[0]
  if (name !== undefined && name !== "" && !standing.shape.fields.has(name))
    all.report.unknown(inside(place, "path"), "field", name, standing.shape.fields.keys())
  if (expression === undefined) return undefined
  return {
    id: `${ground.id}#rules/${key}`,
    assert: expression,
    message,
    path: path ?? "",
    needsOld: readsOld(expression.node),
  }
}

/** `required_when`: C implies a value. `read_only_when`: C over the new row, `immutable_after`: C over the old row,
 * implies the value of before. */
function conditionRules(field: Field, ground: RuleGround): readonly Rule[] {
  const { name, title, requiredWhen, readOnlyWhen, immutableAfter } = field
  if (!requiredWhen && !readOnlyWhen && !immutableAfter) return []
  const same = `${name} == old.${name}`
  const made = [
    ruleFrom("required_when", requiredWhen?.text, `${name} != null`, `${title} is needed here.`),
    ruleFrom("read_only_when", readOnlyWhen?.text, same, `${title} cannot be changed here.`),
    ruleFrom(
      "immutable_after",
      immutableAfter && overOld(immutableAfter),
      same,
      `${title} can no longer be changed.`,
    ),
  ]
  return made.flatMap((make) => make?.(field, ground) ?? [])
}

type Made = (field: Field, ground: RuleGround) => readonly Rule[]

function ruleFrom(
  keyword: string,
  condition: string | undefined,
  then: string,
  message: string,
): Made | undefined {
  if (condition === undefined) return undefined
  return (field, { id, standing, place, all }) => {
    const at = inside(place, "properties", field.name, keyword)
    const assert = all.read(`!(${condition}) || ${then}`, changeScope(standing, all), booleanType, at)
    if (assert === undefined) return []
    return [
      {
        id: `${id}#${keyword}/${field.name}`,
        assert,
        message,
        path: `/${field.name}`,
        needsOld: readsOld(assert.node),
      },
    ]
  }
}

/** The text of the condition with the record's own fields read from the row before the change. */
function overOld({ text, node }: Expression): string {
  let result = text
  for (const start of [...ownNames(node)].sort((a, b) => b - a))
    result = `${result.slice(0, start)}old.${result.slice(start)}`
  return result
}

/** Offsets at which the record's own fields are named. */
function ownNames(node: Node): readonly number[] {
  if (node.kind === "path")
    return node.root === "row" && node.steps[0] !== undefined ? [node.steps[0].start] : []
  return partsOf(node).flatMap(ownNames)
}

function readsOld(node: Node): boolean {
  return (node.kind === "path" && node.root === "old") || partsOf(node).some(readsOld)
}
