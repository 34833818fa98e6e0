// Which column types turn into which, and what that costs. A pair that is not here does not convert: the column is
// replaced and its old values go to the trash.
import type { ColumnType } from "../model/index.ts"

export interface Conversion {
  /**
   * `cast`: PostgreSQL's own cast; `utc`: between a date and the instant it begins at in UTC; `wrap`, `unwrap`: between
   * a text and a list of one; `parse`: text read as the type; `sign`: zero is false.
   */
  readonly how: "cast" | "utc" | "wrap" | "unwrap" | "parse" | "sign"
  /** Whether some values have no counterpart, so that the change may fail. */
  readonly mayFail: boolean
  /** Whether different values may become equal, so that the way back needs the old ones. */
  readonly loses: boolean
  /** Whether every row is written anew (https://www.postgresql.org/docs/18/sql-altertable.html, Notes). */
  readonly rewrites: boolean
}

const safe = { mayFail: false, loses: false, rewrites: true } as const
const failing = { mayFail: true, loses: false, rewrites: true } as const
const losing = { mayFail: false, loses: true, rewrites: true } as const

/** How values of `from` become values of `to`; undefined where they do not. The types differ. */
export function conversion(from: ColumnType, to: ColumnType): Conversion | undefined {
  if (isNumber(from) && isNumber(to)) return betweenNumbers(from, to)
  if (to.type === "text") return toText(from)
  if (from.type === "text") return fromText(to)
  const pair = `${from.type} ${to.type}`
  switch (pair) {
    case "date timestamptz":
      return { how: "utc", ...safe }
    case "timestamptz date":
      return { how: "utc", ...losing }
    case "timestamptz time":
      return { how: "utc", ...losing }
    case "boolean integer":
      return { how: "cast", ...safe }
    case "integer boolean":
      return { how: "sign", ...losing }
    default:
      return undefined
  }
}

function toText(from: ColumnType): Conversion {
  return from.type === "text[]" ? { how: "unwrap", ...losing } : { how: "cast", ...safe }
}

function fromText(to: ColumnType): Conversion | undefined {
  if (to.type === "text[]") return { how: "wrap", ...safe }
  return { how: "parse", mayFail: true, loses: true, rewrites: true }
}

type NumberType = Extract<ColumnType, { type: "numeric" | "integer" | "bigint" }>

function isNumber(type: ColumnType): type is NumberType {
  return type.type === "numeric" || type.type === "integer" || type.type === "bigint"
}

/** Digits before and after the point that every value of the type fits in. */
export function digitsOf(type: ColumnType): { readonly whole: number; readonly scale: number } | undefined {
  switch (type.type) {
    case "numeric":
      return { whole: type.precision - type.scale, scale: type.scale }
    case "integer":
      return { whole: 10, scale: 0 }
    case "bigint":
      return { whole: 19, scale: 0 }
    default:
      return undefined
  }
}

function betweenNumbers(from: NumberType, to: NumberType): Conversion {
  const [a, b] = [digitsOf(from), digitsOf(to)]
  const loses = (b?.scale ?? 0) < (a?.scale ?? 0)
  // An integer type does not hold all numbers of its number of digits, so only a wider one is safe.
  const fits = to.type === "numeric" ? (b?.whole ?? 0) >= (a?.whole ?? 0) : (b?.whole ?? 0) > (a?.whole ?? 0)
  const wider = from.type === "numeric" && to.type === "numeric" && from.scale === to.scale && fits
  if (wider) return { how: "cast", ...safe, rewrites: false }
  if (fits) return { how: "cast", ...(loses ? losing : safe) }
  return { how: "cast", ...failing, loses }
}
