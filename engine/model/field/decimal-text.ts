// Decimals as plain text, `-12.50`: reading, comparing and normalising them exactly without making numbers of them.

const plain = /^-?[0-9]+(?:\.[0-9]+)?$/
const limit = 100

/** A decimal apart: `digits` has no leading zeros, `fraction` no trailing ones; zero is never negative. */
export interface DecimalParts {
  readonly negative: boolean
  readonly digits: string
  readonly fraction: string
}

/** The parts of plain decimal notation of up to 100 characters, undefined for anything else (exponents, blanks, `+`). */
export function decimalParts(text: string): DecimalParts | undefined {
  if (text.length > limit || !plain.test(text)) return undefined
  const negative = text.charCodeAt(0) === 45
  const point = text.indexOf(".")
  let from = negative ? 1 : 0
  const whole = point === -1 ? text.length : point
  while (from < whole && text.charCodeAt(from) === 48) from++
  let end = text.length
  if (point !== -1) while (end > point + 1 && text.charCodeAt(end - 1) === 48) end--
  const digits = text.slice(from, whole)
  const fraction = point === -1 ? "" : text.slice(point + 1, end)
  return { negative: negative && (digits !== "" || fraction !== ""), digits, fraction }
}

/** Plain notation without superfluous zeros. */
export function decimalText({ negative, digits, fraction }: DecimalParts): string {
  return `${negative ? "-" : ""}${digits === "" ? "0" : digits}${fraction === "" ? "" : `.${fraction}`}`
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: DecimalParts, b: DecimalParts): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1
  const size = compareSizes(a, b)
  return a.negative ? -size : size
}

function compareSizes(a: DecimalParts, b: DecimalParts): number {
  if (a.digits.length !== b.digits.length) return a.digits.length - b.digits.length
  if (a.digits !== b.digits) return a.digits < b.digits ? -1 : 1
  if (a.fraction === b.fraction) return 0
  return a.fraction < b.fraction ? -1 : 1
}

/** A JSON number of the metadata as plain decimal text: 1e-7 becomes 0.0000001. */
export function plainNumber(value: number): string {
  const text = String(value)
  const [mantissa = "0", exponent] = text.split("e")
  if (exponent === undefined) return text
  const shift = Number(exponent)
  const sign = mantissa.startsWith("-") ? "-" : ""
  const [whole = "0", fraction = ""] = mantissa.replace("-", "").split(".")
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - whole.length)}${whole}${fraction}`
  return `${sign}${whole}${fraction.padEnd(shift, "0")}`
}
