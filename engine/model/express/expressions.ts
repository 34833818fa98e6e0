// Checks expressions where they stand in the metadata: gives the checked expression, or reports each fault with its place.
import {
  check,
  parse,
  type Expression,
  type Parsed,
  type Scope,
  type Shape,
  type Type,
} from "../../expression/index.ts"
import { findTable } from "../find-table.ts"
import type { EntityOutline, Outline } from "../outline/outline.ts"
import { userEntity } from "../outline/system-fields.ts"
import type { Place, Report } from "../report.ts"

export const booleanType: Type = { kind: "boolean" }

export interface Expressions {
  readonly report: Report
  /** The shape of `user`. */
  readonly user: Shape
  /** An entity or a kind of child rows, `sales.order/lines`. */
  readonly table: (id: string) => Outline | undefined
  /** The expression checked against the scope, undefined when it has faults, which are reported. */
  read(text: string, scope: Scope, expected: Type | undefined, place: Place): Expression | undefined
}

/** The reader of expressions over these entities. */
export function createExpressions(entities: ReadonlyMap<string, EntityOutline>, report: Report): Expressions {
  const parsed = new Map<string, Parsed>()
  /** The same words stand in many places: conditions on a status, the product of quantity and price. */
  const syntaxOf = (text: string): Parsed => {
    const found = parsed.get(text) ?? parse(text)
    parsed.set(text, found)
    return found
  }
  return {
    report,
    user: entities.get(userEntity) ?? nobody,
    table: (id) => findTable(id, entities),
    read(text, scope, expected, place) {
      const checked = check(text, scope, expected, syntaxOf(text))
      if (checked.ok) return checked.expression
      for (const { message, hint, start, end } of checked.faults) {
        const part = text.slice(start, end)
        const where = part === "" || part === text ? "" : ` (at \`${part}\`, character ${start + 1})`
        report.fault("MOD015", place, `${message}${where}.`, hint)
      }
      return undefined
    },
  }
}

/** Where no entity logs in, `user` has an id and roles all the same. */
const nobody: Shape = {
  id: userEntity,
  fields: new Map([
    ["id", { name: "id", type: { kind: "ref", entities: [userEntity] }, nullable: false }],
    ["roles", { name: "roles", type: { kind: "list", of: { kind: "text" } }, nullable: false }],
  ]),
}
