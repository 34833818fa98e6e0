// What no tool of ours refuses by itself, found in the syntax tree: impurity in the engine, loose ends anywhere.
import ts from "typescript"
import type { Source } from "./sources.ts"

export interface Finding {
  readonly rule: string
  readonly at: string
}

/** A rule names what is wrong with a node, or gives nothing. */
type Rule = (node: ts.Node, file: ts.SourceFile) => string | undefined

/** Clock, random, async and SQL: a pure room has none of them. */
export function impurities(source: Source): readonly Finding[] {
  return walk(source, [clock, random, asynchronous, sqlText])
}

/** `any`, skipped or lone tests, notes to do later, files over 300 lines. */
export function looseEnds(source: Source): readonly Finding[] {
  const lines = source.text.trimEnd().split("\n").length
  const long = lines > 300 ? [{ rule: "long", at: `${source.path}:${lines}` }] : []
  return [...long, ...walk(source, [anyType, loneTest]), ...notes(source)]
}

const clock: Rule = (node, file) => {
  if (ts.isPropertyAccessExpression(node) && node.getText(file) === "Date.now") return "clock"
  if (ts.isNewExpression(node) && node.expression.getText(file) === "Date" && !node.arguments?.length)
    return "clock"
  return ts.isCallExpression(node) && node.expression.getText(file) === "Date" ? "clock" : undefined
}

const random: Rule = (node, file) =>
  ts.isPropertyAccessExpression(node) && node.getText(file) === "Math.random" ? "random" : undefined

const asynchronous: Rule = (node, file) => {
  if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) return "async"
  return ts.isIdentifier(node) && node.getText(file) === "Promise" ? "async" : undefined
}

const command =
  /^\s*(?:select\s.+\sfrom|insert\s+into|update\s.+\sset|delete\s+from|(?:alter|create|drop)\s+table)\s/is

const sqlText: Rule = (node) =>
  (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node)) &&
  command.test(`${node.text} `)
    ? "sql"
    : undefined

const anyType: Rule = (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? "any" : undefined)

const suites = new Set(["describe", "it", "context", "specify", "suite", "test"])

const loneTest: Rule = (node) => {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined
  return suites.has(node.expression.text) && ["only", "skip"].includes(node.name.text)
    ? "lone-test"
    : undefined
}

/** Notes are words of comments, which are no nodes of the tree. */
function notes({ path, text }: Source): readonly Finding[] {
  const note = new RegExp(`\\b(?:TO${"DO"}|FIX${"ME"}|XX${"X"})\\b`)
  return text
    .split("\n")
    .flatMap((line, at) => (note.test(line) ? [{ rule: "note", at: `${path}:${at + 1}` }] : []))
}

function walk(source: Source, rules: readonly Rule[]): readonly Finding[] {
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.ES2023, true)
  const found: Finding[] = []
  const visit = (node: ts.Node): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
    for (const rule of rules) {
      const name = rule(node, file)
      if (name !== undefined) found.push({ rule: name, at: `${source.path}:${line + 1}` })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
