// Which passwords are taken: long ones that nobody guesses first. No rules about kinds of characters, no expiry
// (NIST SP 800-63B-4, section 3.1.1.2).
import { Problem } from "../../../engine/error/index.ts"
import { commonPasswords } from "./common-passwords.ts"

/** Longer ones are refused rather than cut; in UTF-16 units. */
const longest = 200

export interface PasswordContext {
  readonly email: string
  readonly tenant: string
  readonly minLength: number
}

/** Refuses with AUT007 a password that is too short, too long, common, monotonous, or made of the user's own names. */
export function checkPassword(password: string, context: PasswordContext): void {
  const fault = findFault(password, context)
  if (fault === undefined) return
  const hint = "Use several words that do not belong together, or let a password manager make one."
  throw new Problem("AUT007", { detail: fault, hint, path: "/password" })
}

function findFault(password: string, { email, tenant, minLength }: PasswordContext): string | undefined {
  const length = [...password].length
  if (length < minLength) return `The password has ${length} characters; it needs at least ${minLength}.`
  if (password.length > longest) return `The password is longer than ${longest} characters.`
  const plain = password.normalize("NFKC").toLowerCase()
  const [localPart = ""] = email.toLowerCase().split("@")
  if (plain === email.toLowerCase() || isMostly(plain, localPart))
    return "The password is little more than the e-mail."
  if (isMostly(plain, tenant)) return "The password is little more than the tenant's name."
  if (new Set(plain).size < 4) return "The password repeats the same few characters."
  if (isRun(plain)) return "The password is a plain run of characters."
  if (commonPasswords.has(plain) || isCommonWithTail(plain))
    return "The password is one of those that are tried first."
  return undefined
}

/** Whether, without `name`, fewer than five characters are left. */
function isMostly(plain: string, name: string): boolean {
  return name.length >= 3 && plain.includes(name) && plain.replaceAll(name, "").length < 5
}

/** `abcdefghij`, `0987654321`: every step up by one, or every step down. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((char) => char.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0))
  return [1, -1].some((way) => steps.filter((step) => step !== way).length <= 1)
}

/** `password2026!`: a common word with digits and signs around it. */
function isCommonWithTail(plain: string): boolean {
  const core = plain.replaceAll(/^[^a-z]+|[^a-z]+$/g, "")
  return core !== plain && commonPasswords.has(core)
}
