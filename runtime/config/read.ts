// How single variables are read: each kind of value gives it or says what is wrong with it.

/** What is wrong with one variable and how to mend it. Stops the start. */
export class ConfigError extends Error {
  readonly variable: string

  constructor(variable: string, fault: string, mend: string) {
    super(`${variable}: ${fault} ${mend}`)
    this.name = "ConfigError"
    this.variable = variable
  }
}

/** The environment; empty values count as absent, as shells and compose files make them. */
export type Environment = Readonly<Record<string, string | undefined>>

export function text(environment: Environment, name: string, otherwise: string): string {
  return environment[name]?.trim() || otherwise
}

/** A whole number from `least` to `most`. */
export function whole(
  environment: Environment,
  name: string,
  otherwise: number,
  [least, most]: readonly [number, number],
): number {
  const given = text(environment, name, String(otherwise))
  const number = Number(given)
  if (/^\d+$/.test(given) && number >= least && number <= most) return number
  throw new ConfigError(
    name,
    `"${given}" is not a whole number from ${least} to ${most}.`,
    `Leave it out for ${otherwise}.`,
  )
}

/** One of the given words. */
export function choice<Word extends string>(
  environment: Environment,
  name: string,
  otherwise: Word,
  words: readonly Word[],
): Word {
  const given = text(environment, name, otherwise)
  const found = words.find((word) => word === given)
  if (found !== undefined) return found
  throw new ConfigError(name, `"${given}" is not known.`, `Use one of ${words.join(", ")}.`)
}

/** `1`, `true`, `yes`, `on` or their contraries. */
export function yesOrNo(environment: Environment, name: string, otherwise: "yes" | "no"): boolean {
  const given = text(environment, name, otherwise).toLowerCase()
  if (["1", "true", "yes", "on"].includes(given)) return true
  if (["0", "false", "no", "off"].includes(given)) return false
  throw new ConfigError(name, `"${given}" is neither yes nor no.`, "Use 1 or 0.")
}
