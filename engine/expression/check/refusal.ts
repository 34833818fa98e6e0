// What of JavaScript the language leaves out: how it is called, and what to write in its place.
import type { Checking, Span } from "./checking.ts"

const MENDS: Readonly<Record<string, string>> = {
  "===": 'write "=="',
  "!==": 'write "!="',
  "=": 'write "==" to compare',
  "&": 'write "&&"',
  "|": 'write "||"',
  "??": "write coalesce(a, b)",
  "?.": "a point is enough: what follows null is null",
  "--": "put a space between the two signs",
  "a template": 'join texts with "+" or concat(a, b)',
}

/** What people call the parts of JavaScript that the language leaves out. */
export const NAMES: Readonly<Record<string, string>> = {
  AssignmentExpression: "=",
  UpdateExpression: "--",
  ChainExpression: "?.",
  TemplateLiteral: "a template",
  TaggedTemplateExpression: "a template",
  ArrowFunctionExpression: "a function",
  SequenceExpression: "a comma",
  ObjectExpression: "an object",
  MemberExpression: "access by brackets",
}

/** Notes that `what`, a sign or a name of NAMES, is not part of the language. */
export function refuse(checking: Checking, at: Span, what: string): undefined {
  const named = /^\w/.test(what) ? what.charAt(0).toUpperCase() + what.slice(1) : `"${what}"`
  return checking.fault("EXP003", `${named} is not part of the language`, at, MENDS[what])
}
