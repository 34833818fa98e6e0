// Text as PostgreSQL sees it in UTF-8: ordered, counted and folded by code point, so that both sides agree.

// With the u flag a surrogate class matches only those that stand alone.
const UNSTORABLE = /[\u0000\p{Surrogate}]/u

/** Orders by code point, as COLLATE "C" does in UTF-8: below zero, zero, above zero. JavaScript's own `<` orders by
 * UTF-16 unit, which puts U+10000 and above before U+E000. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left !== right) return rank(left) - rank(right)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** The number of code points. */
export function countCodePoints(text: string): number {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < text.length) {
      const next = text.charCodeAt(i + 1)
      if (next >= 0xdc00 && next <= 0xdfff) count--
    }
  }
  return count
}

/** Whether PostgreSQL can store the text: no U+0000 and no lone surrogate. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text)
}

/** Lower case, each code point by itself (Unicode's simple mapping, as PostgreSQL's collation pg_c_utf8 has it): unlike
 * JavaScript's own, a sigma does not look at its neighbours and U+0130 becomes a plain i. */
export function lowerText(text: string): string {
  return /[\u03a3\u0130]/.test(text)
    ? Array.from(text, (point) => (point === "\u0130" ? "i" : point.toLowerCase())).join("")
    : text.toLowerCase()
}

/** Upper case by Unicode's full mapping, as PostgreSQL's collation pg_unicode_fast has it: ß becomes SS. */
export function upperText(text: string): string {
  return text.toUpperCase()
}
