// Numbers and dates as people and banks write them -> exact values, or nothing: never a guess.
import { parseDate, parseDecimal, type Decimal } from "../value/index.ts"

/** Signs that only group digits, or mean nothing. */
const SPACES = /[\s\u00a0\u202f']/g

/** The number of a text with this decimal sign; the other one groups digits by three. A minus may stand before or behind,
 * or parentheses around. */
export function readNumber(text: string, decimal: "." | ","): Decimal | undefined {
  const [, open, before = "", digits = "", behind = "", shut] =
    /^(\()?([+-]?)([\d.,]+)([+-]?)(\))?$/.exec(text.replaceAll("\u2212", "-").replace(SPACES, "")) ?? []
  if ((open === undefined) !== (shut === undefined) || (before !== "" && behind !== "")) return undefined
  const group = decimal === "." ? "," : "."
  const [whole = "", ...parts] = digits.split(decimal)
  const [part = ""] = parts
  if (parts.length > 1 || part.includes(group) || digits.length > 60) return undefined
  if (whole.includes(group) && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return undefined
  const plain = `${whole.replaceAll(group, "") || "0"}${part === "" ? "" : `.${part}`}`
  if (whole === "" && part === "") return undefined
  const number = parseDecimal(plain)
  const isMinus = open !== undefined || before === "-" || behind === "-"
  return isMinus ? number?.neg() : number
}

/** The decimal sign that the texts of one column are written with; undefined where none of them tells: `1.000` is a
 * thousand to one and one to another. */
export function decimalOf(texts: readonly string[]): "." | "," | undefined {
  let signs = 0
  for (const text of texts) {
    const told = toldBy(text)
    if (told !== undefined) return told
    if (/[.,]/.test(text)) signs++
  }
  return signs === 0 ? "." : undefined
}

function toldBy(text: string): "." | "," | undefined {
  const [comma, point] = [text.lastIndexOf(","), text.lastIndexOf(".")]
  if (comma >= 0 && point >= 0) return comma > point ? "," : "."
  if (comma < 0 && point < 0) return undefined
  const sign = comma >= 0 ? "," : "."
  const [whole = "", ...parts] = text.split(sign)
  if (parts.length > 1) return sign === "," ? "." : ","
  // Three digits behind it may be a group, unless nothing, or only a nought, stands before it.
  const digits = /^\D*(\d*)$/.exec(whole)?.[1] ?? ""
  const isGroup = /^\d{3}\D*$/.test(parts[0] ?? "") && /^[1-9]\d{0,2}$/.test(digits)
  return isGroup ? undefined : sign
}

/** The day, `2026-01-31`, of a text written in one of the formats. Two digits of a year are of 1970 to 2069. */
export function readDay(text: string, formats: readonly string[]): string | undefined {
  for (const format of formats) {
    const found = patternOf(format).exec(text.trim())?.groups
    if (found === undefined) continue
    const { YYYY, YY = "", MM = "", DD = "" } = found
    const year = YYYY ?? `${Number(YY) >= 70 ? "19" : "20"}${YY}`
    const day = `${year}-${MM.padStart(2, "0")}-${DD.padStart(2, "0")}`
    if (parseDate(day) !== undefined) return day
  }
  return undefined
}

const patterns = new Map<string, RegExp>()

function patternOf(format: string): RegExp {
  let pattern = patterns.get(format)
  if (pattern === undefined) {
    const isSeparated = /[YMD][^YMD*]+[YMD]/.test(format)
    const source = format.replace(/YYYY|YY|MM|DD|\*|[./-]| /g, (part) => {
      if (part === "*") return ".*"
      if (part === "YYYY" || part === "YY") return `(?<${part}>\\d{${part.length}})`
      if (part === "MM" || part === "DD") return `(?<${part}>\\d{${isSeparated ? "1,2" : "2"}})`
      return part === " " ? "\\s+" : `\\${part}`
    })
    patterns.set(format, (pattern = new RegExp(`^${source}$`, "s")))
  }
  return pattern
}
