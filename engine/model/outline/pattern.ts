// Decides whether a declared pattern may be used: understood alike by JavaScript and PostgreSQL, and never slow. Repeated
// groups that repeat inside are what makes matching exponential; they are refused unless each round begins with a
// delimiter that cannot stand inside the round. All that the two do not share is refused as well.

const allowedEscape = /^\\[dwsDWS.\\/^$*+?()[\]{}|-]/
const quantifier = /^(?:[*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})/

interface Group {
  readonly start: number
  /** Whether something inside repeats or branches. */
  loose: boolean
}

/** Why the pattern is refused, in words; undefined for a safe one. */
export function patternFault(pattern: string): string | undefined {
  if (!isPattern(pattern)) return "This is not a regular expression (ECMA-262, with the flag u)."
  const open: Group[] = [{ start: 0, loose: false }]
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at)
    const unshared = unsharedStart(rest)
    if (unshared !== undefined) return unshared
    const length = tokenLength(rest)
    if (rest.startsWith("(")) open.push({ start: at + length, loose: false })
    const closed = rest.startsWith(")") ? open.pop() : undefined
    const repeat = quantifier.exec(pattern.slice(at + length))?.[0] ?? ""
    const loose = repeat !== "" && repeat !== "?" && !/^\{[0-9]+\}$/.test(repeat)
    if (loose && closed?.loose === true && !isDelimited(pattern.slice(closed.start, at)))
      return "A repeated group that repeats or branches inside can take for ever to match."
    const outer = open.at(-1)
    if (outer !== undefined && (loose || closed?.loose === true || rest.startsWith("|"))) outer.loose = true
    at += length + repeat.length
    if (repeat !== "" && pattern.charAt(at) === "?")
      return "Lazy repetition is not read alike by the database."
  }
  return undefined
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u")
    return true
  } catch {
    return false
  }
}

function unsharedStart(rest: string): string | undefined {
  if (rest.startsWith("(?") && !rest.startsWith("(?:"))
    return "Look-around and named groups are not read alike by the database."
  if (rest.startsWith("\\") && !allowedEscape.test(rest))
    return `The escape ${rest.slice(0, 2)} is not read alike by the database.`
  return undefined
}

/** Whether a round can begin in one place only: it starts with a sign that nothing else in it matches. */
function isDelimited(body: string): boolean {
  const first = /^(?:\\([./^$*+?|-])|([-_/:,;@# ]))/.exec(body)
  const sign = first?.[1] ?? first?.[2]
  if (first === null || sign === undefined) return false
  const rest = body.slice(first[0].length)
  if (quantifier.test(rest) || /[.|]|\[\^|\\[DWS]/.test(rest.replaceAll("\\.", ""))) return false
  const inner = rest.replaceAll(/([A-Za-z0-9])-([A-Za-z0-9])/g, "$1$2")
  return !inner.includes(sign)
}

function tokenLength(rest: string): number {
  if (rest.startsWith("\\")) return 2
  if (rest.startsWith("(?:")) return 3
  if (!rest.startsWith("[")) return 1
  for (let at = 1; at < rest.length; at++) {
    if (rest.charAt(at) === "\\") at++
    else if (rest.charAt(at) === "]") return at + 1
  }
  return rest.length
}
