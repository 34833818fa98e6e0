// Decimals are strings, exact from the database to the screen; no float stands between.

interface Separators {
  readonly group: string
  readonly decimal: string
}
const known = new Map<string, Separators>()
const formats = new Map<string, Intl.NumberFormat>()

/** Writes `-1234.50` as the locale does: no trailing zeros, but at least `scale` digits after the point. */
export function formatDecimal(value: string, locale: string, scale?: number): string {
  const digits = value.split(".")[1]?.replace(/0+$/, "").length ?? 0
  return format(value, locale, {
    minimumFractionDigits: scale ?? 0,
    maximumFractionDigits: Math.max(scale ?? 0, digits),
  })
}

/** Writes an amount with its ISO 4217 currency; with another name of a currency the name follows the number. */
export function formatMoney(
  value: string,
  currency: string | undefined,
  locale: string,
  scale?: number,
): string {
  if (currency === undefined) return formatDecimal(value, locale, scale)
  if (!/^[A-Z]{3}$/.test(currency)) return `${formatDecimal(value, locale, scale)} ${currency}`
  const digits = value.split(".")[1]?.replace(/0+$/, "").length ?? 0
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const
  // The currency's own digits (two for EUR, none for JPY), more only where the value has more.
  return format(value, locale, digits > 2 ? { ...style, maximumFractionDigits: digits } : style)
}

/** Reads what a person typed (`1.234,5` in German, `1 234,5` in French) as a plain decimal `1234.5`.
 * Gives undefined when it is no number. The habits of another country are understood where they leave no doubt: of point and
 * comma together the last is the decimal mark, and a lone one that groups no three digits is. */
export function readDecimal(text: string, locale: string): string | undefined {
  const spaceless = text.replace(/[\s\u00a0\u202f’']/g, "")
  const plain = withPoint(spaceless, separators(locale))
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain ?? "")
  if (match === null || (match[2] === "" && (match[3] ?? "") === "")) return undefined
  const whole = (match[2] ?? "").replace(/^0+(?=\d)/, "") || "0"
  const fraction = match[3] ? `.${match[3]}` : ""
  return `${match[1] === "-" ? "-" : ""}${whole}${fraction}`
}

/** The number without grouping and with a point for its decimal mark; undefined where it may mean several. */
function withPoint(text: string, { group }: Separators): string | undefined {
  const marks = [",", "."].filter((mark) => text.includes(mark))
  const [first = "", second] = marks.sort((a, b) => text.lastIndexOf(a) - text.lastIndexOf(b))
  if (first === "") return text
  if (second !== undefined) {
    const [whole = "", ...fractions] = text.split(second)
    return fractions.length === 1 && grouped(whole, first)
      ? `${whole.replaceAll(first, "")}.${fractions[0] ?? ""}`
      : undefined
  }
  const isOnce = text.indexOf(first) === text.lastIndexOf(first)
  const groups = (first === group || !isOnce) && grouped(text, first)
  if (groups) return text.replaceAll(first, "")
  return isOnce ? text.replace(first, ".") : undefined
}

/** The text of a decimal while it is edited: the locale's decimal mark, no grouping, no trailing zeros. */
export function editDecimal(value: string, locale: string): string {
  const short = value.includes(".") ? value.replace(/\.?0+$/, "") : value
  return short.replace(".", separators(locale).decimal)
}

/** Whether three digits end it and groups (of two in India) stand before, so that `1.234` in German is a thousand and `1.5`
 * is one and a half. */
function grouped(text: string, group: string): boolean {
  const [, ...parts] = text.split(group)
  return parts.at(-1)?.length === 3 && parts.every(({ length }) => length === 2 || length === 3)
}

function separators(locale: string): Separators {
  let found = known.get(locale)
  if (found === undefined) {
    const parts = new Intl.NumberFormat(locale).formatToParts(12345678.9)
    const part = (type: string, fallback: string) =>
      parts.find((each) => each.type === type)?.value ?? fallback
    found = { group: part("group", ","), decimal: part("decimal", ".") }
    known.set(locale, found)
  }
  return found
}

function format(value: string, locale: string, options: Intl.NumberFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`
  let found = formats.get(key)
  if (found === undefined) {
    found = new Intl.NumberFormat(locale, options)
    formats.set(key, found)
  }
  // ECMA-402 formats a numeric string exactly; TypeScript knows that only for literals, hence the cast.
  return found.format(value as Intl.StringNumericLiteral)
}
