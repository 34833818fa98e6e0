// Who asked for an approval: the transition happens in his name, with the rights that he has when it happens.
import type { Model } from "../../../engine/model/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import { principalQuery } from "../../sql/tenancy/index.ts"
import type { Caller } from "../caller.ts"
import type { Unit } from "../transition/index.ts"

/** The user as a caller; WFL009 where he is gone. */
export async function requester(unit: Unit, id: string): Promise<Caller> {
  const { tenant } = unit.performance.caller
  const { columns, statement } = principalQuery(usersOf(tenant.model), tenant.address.schema, "id")
  const [rows] = await unit.send([statement(id)])
  const row = rows?.[0]
  if (row === undefined)
    throw new Problem("WFL009", {
      detail: "Who asked for it is no user any more.",
      hint: "It can only be refused.",
    })
  const attributes = Object.fromEntries(
    columns.map(({ field, list }, i) => {
      const value = row[i] ?? null
      // The statement makes every list as a JSON array of texts.
      return [field, list && value !== null ? (JSON.parse(value) as string[]) : value]
    }),
  )
  const roles = Array.isArray(attributes["roles"]) ? attributes["roles"] : []
  return { tenant, principal: { id, roles, attributes } }
}

function usersOf(model: Model) {
  const users = model.entities.get("base.user")
  if (users === undefined) throw new Error("an approval was asked for, but nobody logs in")
  return users
}
