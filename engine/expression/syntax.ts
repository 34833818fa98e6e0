// Text -> the syntax tree of the language: JavaScript's expression grammar, cut down to what the language has.
// Decides nothing about names and types; refuses what is too long, too deep or not of the language.
import { Parser, type Expression as Acorn } from "acorn"
import type { ExpressionFault } from "./types.ts"

export const MAX_LENGTH = 2000
export const MAX_DEPTH = 40
export const MAX_NODES = 500

/** Everything else that JavaScript keeps for itself (`if`, `class`, `this`, ...) is a plain name here. */
const KEYWORDS = /^(?:true|false|null|in)$/

/** acorn's typings leave out the tokenizer, whose `keywords` decide which words are names; this is that border. */
const LanguageParser = Parser.extend((Base) => {
  const Extended = class extends (Base as unknown as new (...args: unknown[]) => { keywords: RegExp }) {
    constructor(...args: unknown[]) {
      super(...args)
      this.keywords = KEYWORDS
    }
  }
  return Extended as unknown as typeof Parser
})

export type Syntax = Acorn
export type Parsed =
  { readonly ok: true; readonly syntax: Syntax } | { readonly ok: false; readonly fault: ExpressionFault }

/** Parses one expression of at most 2,000 UTF-16 units and 40 levels of brackets; a fault names the place. Parentheses
 * stay in the tree as ParenthesizedExpression, so that the end of the tree is the end of what was read. */
export function parse(text: string): Parsed {
  if (text.length > MAX_LENGTH) {
    return refuse(
      "EXP002",
      `The expression has ${text.length} characters; at most ${MAX_LENGTH} are allowed`,
      MAX_LENGTH,
      text.length,
    )
  }
  if (text.trim() === "") return refuse("EXP001", "The expression is empty", 0, text.length)
  const deep = firstTooDeep(text)
  if (deep !== undefined)
    return refuse("EXP002", `The brackets are nested deeper than ${MAX_DEPTH} levels`, deep, deep + 1)
  const comments: number[] = []
  try {
    const syntax = LanguageParser.parseExpressionAt(text, 0, {
      ecmaVersion: 2020,
      allowReserved: true,
      preserveParens: true,
      onComment: (_block, _text, start) => comments.push(start),
    })
    const [comment] = comments
    if (comment !== undefined)
      return refuse("EXP003", "An expression holds no comments", comment, comment + 2)
    const rest = text.slice(syntax.end).trimStart()
    const at = text.length - rest.length
    return rest === ""
      ? { ok: true, syntax }
      : refuse("EXP001", `${quote(rest)} is not expected here`, at, text.length)
  } catch (error) {
    return unreadable(error, text)
  }
}

function refuse(code: string, message: string, start: number, end: number): Parsed {
  return { ok: false, fault: { code, message, start, end } }
}

/** The offset of the first bracket beyond the allowed depth, seen before the recursive parser sees it. */
function firstTooDeep(text: string): number | undefined {
  let depth = 0
  let quoted: string | undefined
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (quoted !== undefined) {
      if (c === "\\") i++
      else if (c === quoted) quoted = undefined
    } else if (c === "'" || c === '"') quoted = c
    else if (c === "(" || c === "[" || c === "{") {
      if (++depth > MAX_DEPTH) return i
    } else if (c === ")" || c === "]" || c === "}") depth--
  }
  return undefined
}

/** acorn tells the place as `pos`; its sentences end in "(line:column)". */
function unreadable(error: unknown, text: string): Parsed {
  if (!(error instanceof SyntaxError)) throw error
  const at = "pos" in error && typeof error.pos === "number" ? Math.min(error.pos, text.length) : 0
  const found = text.slice(at).trimStart()
  const said = error.message.replace(/ \(\d+:\d+\)$/, "")
  if (!said.startsWith("Unexpected")) return refuse("EXP001", said, at, text.length)
  if (found === "") return refuse("EXP001", "The expression ends too early", at, text.length)
  return refuse("EXP001", `${quote(found)} is not expected here`, at, text.length)
}

/** The first word or sign of what follows, in quotation marks. */
function quote(text: string): string {
  return `"${/^(?:\w+|.)/su.exec(text)?.[0] ?? ""}"`
}
