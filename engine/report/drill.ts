// What a row and a column are about, as filters of the list of what the report reads: joined by &&, they list the records
// behind a cell.
import { compile, partsOf, type Env, type Expression, type Node, type Type } from "../expression/index.ts"
import type { ReportColumn } from "../model/index.ts"
import { envIn, isKnown } from "./known.ts"
import type { Branch } from "./tree.ts"
import type { PlannedAxis, ReportPlan, Window } from "./types.ts"

/** The filter of the whole report; undefined where it has none. */
export function drillOfReport(plan: ReportPlan): string | undefined {
  const { filter } = plan.report
  return filter === undefined ? undefined : conditionText([filter], plan, 0)
}

/** What counts in a sum, the filter of the report among it; undefined for columns that are no sums of records: layers are
 * what is left of entries, and no list shows that. */
export function drillOfColumn(column: ReportColumn, window: number, plan: ReportPlan): string | undefined {
  if (plan.report.layers !== undefined) return undefined
  if (column.kind === "value" || column.kind === "formula" || column.kind === "running") return undefined
  const { filter } = plan.report
  const all = [
    ...(filter === undefined ? [] : [filter]),
    ...(column.where === undefined ? [] : [column.where]),
  ]
  const { across, windows } = plan
  const value = windows[window]?.value
  const parts = [
    ...[conditionText(all, plan, window)].filter((text) => text !== undefined),
    ...(across === undefined || value === undefined ? [] : [valueText(across, value.key, plan)]),
  ]
  return parts.length === 0 ? "true" : parts.join(" && ")
}

/** The values that the groups from the outermost to this one stand for. */
export function drillOfBranch(at: Branch, plan: ReportPlan): string | undefined {
  const parts: string[] = []
  for (let one: Branch | undefined = at; one !== undefined && one.kind !== "total"; one = one.above)
    if (one.kind === "group") parts.unshift(keyOf(one, plan))
  return parts.length === 0 ? undefined : parts.join(" && ")
}

function keyOf({ level, key, under }: Branch, plan: ReportPlan): string {
  const group = plan.groups[level]
  if (group === undefined) return "true"
  const isTree = under.length > 0 && key !== null
  return isTree
    ? `within(${byText(group, plan)}, ${literal(key, group.by.node.type)})`
    : valueText(group, key, plan)
}

/** That a record has a value: that of its group, or that of its column. */
function valueText(axis: PlannedAxis, key: string | null, plan: ReportPlan): string {
  return `${byText(axis, plan)} == ${key === null ? "null" : literal(key, axis.by.node.type)}`
}

function byText({ by }: PlannedAxis, plan: ReportPlan): string {
  return atom(write(by.node, writingOf(by, plan, 0)), by.node)
}

/** All of the conditions; undefined where they hold for whatever is read. */
function conditionText(all: readonly Expression[], plan: ReportPlan, window: number): string | undefined {
  const texts = all.map((one) => write(one.node, writingOf(one, plan, window)))
  if (texts.some(({ text }) => text === "false")) return "false"
  const left = texts.filter(({ text }) => text !== "true")
  return left.length === 0 ? undefined : left.map(tight).join(" && ")
}

const WHOLE: Window = { key: "", spread: false, before: false, days: {}, all: 0 }

interface Writing {
  readonly text: string
  readonly plan: ReportPlan
  readonly window: number
  readonly env: Env
}

function writingOf({ text }: Expression, plan: ReportPlan, window: number): Writing {
  return { text, plan, window, env: envIn(plan.windows[window] ?? WHOLE, plan) }
}

/** A text, and whether && around it would tear it apart. */
interface Written {
  readonly text: string
  readonly loose: boolean
}

function tight({ text, loose }: Written): string {
  return loose ? `(${text})` : text
}

function atom({ text }: Written, { kind }: Node): string {
  return ["path", "call", "literal", "list"].includes(kind) ? text : `(${text})`
}

/** The text of a node with what the report was asked with in place of `params` and `period`. What this alone decides is
 * left out: `params.owner == null || owner == params.owner` is `true`, or `owner == '...'`. */
function write(node: Node, writing: Writing): Written {
  if (node.type.kind === "boolean" && node.kind !== "literal" && isKnown(node))
    return { text: String(compile({ text: "", node })(writing.env) === true), loose: false }
  if (node.kind === "binary" && node.op === "in" && isKnown(node.right) && isEmpty(node.right, writing))
    return { text: "false", loose: false }
  if (node.kind !== "binary" || (node.op !== "&&" && node.op !== "||"))
    return { text: bound(node, writing), loose: node.kind === "conditional" }
  const [left, right] = [write(node.left, writing), write(node.right, writing)]
  const [whole, nothing] = node.op === "&&" ? ["false", "true"] : ["true", "false"]
  if (left.text === whole || right.text === whole) return { text: whole, loose: false }
  if (left.text === nothing) return right
  if (right.text === nothing) return left
  return { text: `${tight(left)} ${node.op} ${tight(right)}`, loose: node.op === "||" }
}

/** Whether a list that is asked for holds nothing: the language writes no such list. */
function isEmpty(node: Node, { env }: Writing): boolean {
  const list = compile({ text: "", node })(env)
  return list === null || (Array.isArray(list) && list.length === 0)
}

/** The text of a node with values in place of what is given. */
function bound(node: Node, { text, plan, window }: Writing): string {
  const days = plan.windows[window]?.days ?? {}
  const found = givenIn(node).sort((a, b) => b.start - a.start)
  return found.reduce(
    (rest, { start, end, name, type }) =>
      rest.slice(0, start - node.start) +
      givenText(name, type, plan.asked, days) +
      rest.slice(end - node.start),
    text.slice(node.start, node.end),
  )
}

interface GivenAt {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly type: Type
}

function givenIn(node: Node): GivenAt[] {
  if (node.kind === "path" && (node.root === "params" || node.root === "period")) {
    const { start, end, type, root, steps } = node
    return [{ start, end, type, name: `${root}.${steps[0]?.field ?? ""}` }]
  }
  return partsOf(node).flatMap(givenIn)
}

function givenText(name: string, type: Type, asked: ReportPlan["asked"], days: Window["days"]): string {
  const value = days[name] ?? asked[name.slice(name.indexOf(".") + 1)] ?? null
  if (value === null) return "null"
  if (typeof value === "object")
    return `[${value.map((one) => literal(one, type.kind === "list" ? type.of : type)).join(", ")}]`
  return literal(String(value), type)
}

/** A value as the language writes it. */
function literal(value: string, type: Type): string {
  if (type.kind === "number" || type.kind === "boolean") return value
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}'`
}
