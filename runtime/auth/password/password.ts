// Passwords: how they are hashed and compared. No password is kept or told.
import { hash, parseOptions, verify } from "@node-rs/argon2"

/** Argon2id with 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Characters are compared in one form, whatever keyboard they came from: NIST SP 800-63B-4, 3.1.1.2. */
function normalize(password: string): string {
  return password.normalize("NFKC")
}

/** The PHC string of a password. Argon2id is the library's default. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalize(password), cost)
}

/** Hashed once per process: what a password is compared with when the user has none, so that it takes as long. */
let nobody: Promise<string> | undefined

/** Whether the password fits the hash. Without a hash the answer is no, after the same work: one `compare`. */
export async function passwordFits(
  known: string | undefined,
  password: string,
  compare = verify,
): Promise<boolean> {
  nobody ??= hashPassword("nobody's password")
  const fits = await compare(known ?? (await nobody), normalize(password))
  return known !== undefined && fits
}

/** Whether a hash was made at another cost than today's. */
export function isOutdated(known: string): boolean {
  const made = parseOptions(known)
  return (
    made.memoryCost !== cost.memoryCost ||
    made.timeCost !== cost.timeCost ||
    made.parallelism !== cost.parallelism
  )
}
