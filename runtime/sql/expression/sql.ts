// Small makers of SQL pieces.
import type { Type } from "../../../engine/expression/index.ts"
import type { Sql } from "./types.ts"

export function atom(text: string, nullable: Sql["nullable"], type?: Sql["type"]): Sql {
  return { text, nullable, level: "atom", ...(type === undefined ? {} : { type }) }
}

export function operator(text: string, nullable: Sql["nullable"], type?: Sql["type"]): Sql {
  return { text, nullable, level: "operator", ...(type === undefined ? {} : { type }) }
}

/** The text as an operand of any operator. */
export function operand(sql: Sql): string {
  return sql.level === "atom" ? sql.text : `(${sql.text})`
}

/** The text as an operand of AND and at the end of a WHERE. */
export function conjunct(sql: Sql): string {
  return sql.level === "or" ? `(${sql.text})` : sql.text
}

/** Text is ordered by code point whatever the database's collation is. */
export function byCodePoint(text: string): string {
  return `${text} COLLATE "C"`
}

/** A number as numeric: integers would divide and overflow as integers. */
export function numeric(sql: Sql): Sql {
  return sql.type === undefined ? sql : atom(`${operand(sql)}::numeric`, sql.nullable)
}

/** The opposite of a condition in which NULL counts as false: never NULL. */
export function not(condition: Sql): Sql {
  if (!condition.nullable) return operator(`NOT ${operand(condition)}`, false)
  return operator(`${operand(condition)} IS NOT TRUE`, false)
}

/** A condition in which NULL counts as false, as true or false. */
export function total(condition: Sql): Sql {
  return condition.nullable ? operator(`${operand(condition)} IS TRUE`, false) : condition
}

/** The PostgreSQL type of a type of the language. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "text":
    case "null":
      return "text"
    case "number":
      return "numeric"
    case "instant":
      return "timestamptz"
    case "ref":
      return "uuid"
    case "list":
      return `${typeName(type.of)}[]`
    case "boolean":
    case "date":
    case "time":
      return type.kind
  }
}

/** The piece with the type that its place needs: numbers as numeric, a bare NULL named. */
export function typed(sql: Sql, type: Type): Sql {
  if (sql.text === "NULL") return atom(`NULL::${typeName(type)}`, true)
  return type.kind === "number" ? numeric(sql) : sql
}

/** The exact quotient rounded half away from zero to 20 decimals: `div` cuts the exact quotient after 21 decimals, and
 * the last of them decides. PostgreSQL's own `/` keeps 16 significant digits or more, depending on its operands. */
export function divided(dividend: string, divisor: string): string {
  return `round(div(${dividend} * 1e21, ${divisor}) * 1e-21, 20)`
}
