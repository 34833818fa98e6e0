// Functions as SQL, one entry per function of the language (engine/expression/check/signatures.ts).
import { BLANKS, type Node } from "../../../engine/expression/index.ts"
import { quoteIdentifier as q } from "../quote.ts"
import { countOf, overlap } from "./list.ts"
import { isGiven } from "./path.ts"
import { atom, operand, operator, total, typed } from "./sql.ts"
import type { Row, Sql, Translating } from "./types.ts"

type Call = Extract<Node, { kind: "call" }>

/** Tests are never null in the language: false where an argument is. */
const TESTS = new Set(["contains", "starts_with", "ends_with", "overlaps", "within"])

/** A call as a value. */
export function callValue(at: Translating, node: Call, row: Row): Sql {
  if (TESTS.has(node.fn)) return total(callCondition(at, node, row))
  const [first] = node.args
  if (node.fn === "today") return atom(at.target.param({ kind: "today" }, "date"), false)
  if (node.fn === "now") return atom(at.target.param({ kind: "now" }, "timestamptz"), false)
  if (node.fn === "count" && first !== undefined) return countOf(at, first, row)
  if (node.fn === "round" && first !== undefined) return round(at, node, first, row)
  const args = node.args.map((arg) => typed(at.value(arg, row), arg.type))
  const write = WRITERS.get(node.fn)
  if (write === undefined) throw new Error(`${node.fn} has no translation`)
  return write(args, node)
}

/** A call that gives true or false, as a condition. */
export function callCondition(at: Translating, node: Call, row: Row): Sql {
  const [a, b, tree] = node.args
  if (!TESTS.has(node.fn) || a === undefined || b === undefined) return at.value(node, row)
  if (node.fn === "overlaps") return overlap(at, a, b, row)
  if (node.fn === "within") return within(at, [a, b], tree?.kind === "literal" ? String(tree.value) : "", row)
  const text = typed(at.value(a, row), { kind: "text" })
  if (node.fn === "contains" && b.kind === "literal" && b.value !== null) {
    // LIKE with a constant is what trigram indexes serve.
    const pattern = `%${String(b.value).replace(/[\\%_]/g, "\\$&")}%`
    return operator(
      `${operand(text)} LIKE ${at.target.param({ kind: "literal", value: pattern }, "text")}`,
      text.nullable,
    )
  }
  const part = typed(at.value(b, row), { kind: "text" })
  const nullable = text.nullable || part.nullable
  if (node.fn === "contains") return operator(`strpos(${text.text}, ${part.text}) > 0`, nullable)
  if (node.fn === "starts_with") return atom(`starts_with(${text.text}, ${part.text})`, nullable)
  return operator(`right(${text.text}, length(${part.text})) = ${operand(part)}`, nullable)
}

function round(at: Translating, node: Call, of: Node, row: Row): Sql {
  const value = typed(at.value(of, row), { kind: "number" })
  const [, places] = node.args
  return atom(
    `round(${value.text}, ${places?.kind === "literal" ? String(places.value) : "0"})`,
    value.nullable,
  )
}

/** Down from the given roots once where they do not depend on the row; else up from each row's record. UNION ends at
 * a cycle by itself (PostgreSQL manual, 7.8.2.2). */
function within(at: Translating, [item, roots]: readonly [Node, Node], tree: string, row: Row): Sql {
  const entity = item.type.kind === "ref" ? (item.type.entities[0] ?? "") : ""
  const table = at.target.table(at.target.shape(entity).table)
  const sought = at.value(item, row)
  const wanted = at.value(roots, row)
  const isList = roots.type.kind === "list"
  if (roots.kind === "literal" || (roots.kind === "path" && isGiven(roots))) {
    const start = isList ? `SELECT unnest(${wanted.text})` : `SELECT ${wanted.text}`
    const down = `SELECT t.${q("id")} FROM ${table} t JOIN tree ON t.${q(tree)} = tree.id`
    return operator(
      `${operand(sought)} IN (WITH RECURSIVE tree(id) AS (${start} UNION ${down}) SELECT id FROM tree)`,
      true,
    )
  }
  const up = `SELECT t.${q(tree)} FROM ${table} t JOIN tree ON t.${q("id")} = tree.id`
  const met = isList ? `tree.id = ANY(${wanted.text})` : `tree.id = ${operand(wanted)}`
  return atom(
    `EXISTS (WITH RECURSIVE tree(id) AS (SELECT ${sought.text} UNION ${up}) SELECT FROM tree WHERE ${met})`,
    false,
  )
}

type Write = (args: readonly Sql[], node: Call) => Sql

/** A function of PostgreSQL, or one of schema tenon, that is NULL when an argument is. */
function plain(name: string, type?: Sql["type"]): Write {
  return (args) => atom(`${name}(${texts(args)})`, anyNullable(args), type)
}

/** Functions of schema tenon that give NULL where the calendar ends (functions.ts). */
function calendar(name: string): Write {
  return (args) => atom(`tenon.${name}(${texts(args)})`, true)
}

/** Case is folded as JavaScript does (engine/value/text.ts), in whatever collation the database has. */
function folded(name: "lower" | "upper", collation: string): Write {
  return ([text = NOTHING]) =>
    atom(`(${name}(${operand(text)} COLLATE "${collation}") COLLATE "C")`, text.nullable)
}

function extreme(name: "LEAST" | "GREATEST"): Write {
  return (args, node) => {
    const items =
      node.type.kind === "text"
        ? args.map((arg) => `${operand(arg)} COLLATE "C"`)
        : args.map((arg) => arg.text)
    return atom(
      `${name}(${items.join(", ")})`,
      args.every((arg) => arg.nullable),
    )
  }
}

function part(name: string): Write {
  return ([date = NOTHING]) => atom(`extract(${name} FROM ${operand(date)})`, date.nullable)
}

const NOTHING: Sql = atom("NULL", true)

const WRITERS: ReadonlyMap<string, Write> = new Map<string, Write>([
  [
    "coalesce",
    (args) =>
      atom(
        `coalesce(${texts(args)})`,
        args.every((arg) => arg.nullable),
      ),
  ],
  ["min", extreme("LEAST")],
  ["max", extreme("GREATEST")],
  ["floor", plain("floor")],
  ["ceil", plain("ceil")],
  ["abs", plain("abs")],
  ["lower", folded("lower", "pg_c_utf8")],
  ["upper", folded("upper", "pg_unicode_fast")],
  ["trim", ([text = NOTHING]) => atom(`btrim(${text.text}, ${BLANK_LITERAL})`, text.nullable)],
  ["length", plain("length", "integer")],
  ["phone", ([text = NOTHING, code = NOTHING]) => atom(`tenon.phone(${text.text}, ${code.text})`, true)],
  ["text", ([value = NOTHING], node) => printed(value, node.args[0])],
  [
    "concat",
    (args, node) => operator(args.map((arg, i) => filled(printed(arg, node.args[i]))).join(" || "), false),
  ],
  ["year", part("year")],
  ["month", part("month")],
  ["day", part("day")],
  ["date", calendar("make_date")],
  ["add_days", calendar("add_days")],
  ["add_months", calendar("add_months")],
  [
    "days_between",
    ([from = NOTHING, to = NOTHING]) =>
      operator(`${operand(to)} - ${operand(from)}`, from.nullable || to.nullable, "integer"),
  ],
])

/** As a Unicode-escaped literal, so that the text of statements stays readable. */
const BLANK_LITERAL = `U&'${[...BLANKS].map((blank) => `\\${blank.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}'`

/** The text of a value; the immutable ways, so that generated columns may use them. */
function printed(value: Sql, node: Node | undefined): Sql {
  switch (node?.type.kind) {
    case "number":
      return atom(`trim_scale(${value.text})::text`, value.nullable)
    case "boolean":
      return atom(`${operand(value)}::text`, value.nullable)
    case "date":
      return atom(`tenon.date_text(${value.text})`, value.nullable)
    default:
      return value
  }
}

function filled(value: Sql): string {
  return value.nullable ? `coalesce(${value.text}, '')` : operand(value)
}

function texts(args: readonly Sql[]): string {
  return args.map((arg) => arg.text).join(", ")
}

function anyNullable(args: readonly Sql[]): boolean {
  return args.some((arg) => arg.nullable)
}
