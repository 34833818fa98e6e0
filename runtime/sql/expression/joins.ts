// The records behind references, joined once each however many paths walk through them.
import { quoteIdentifier } from "../quote.ts"

/** What joins need of the statement: qualified tables and fresh aliases. */
interface Names {
  table(name: string): string
  alias(): string
}

/** LEFT JOINs on primary keys: they never add or lose a row. One collector for one FROM. */
export class Joins {
  readonly #names: Names
  readonly #aliases = new Map<string, string>()
  readonly #texts: string[] = []

  constructor(names: Names) {
    this.#names = names
  }

  /** The alias of the row of `table` whose id is `key`, an SQL expression over aliases that stand before. */
  to(table: string, key: string): string {
    const known = this.#aliases.get(`${table} ${key}`)
    if (known !== undefined) return known
    const alias = this.#names.alias()
    this.#aliases.set(`${table} ${key}`, alias)
    this.#texts.push(
      ` LEFT JOIN ${this.#names.table(table)} ${alias} ON ${alias}.${quoteIdentifier("id")} = ${key}`,
    )
    return alias
  }

  /** The joins so far, to stand right behind their table in FROM; read it after everything is translated. */
  text(): string {
    return this.#texts.join("")
  }
}
