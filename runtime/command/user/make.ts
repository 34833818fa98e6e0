// Makes a user who can log in: the record in base.user and a first password.
import { randomInt } from "node:crypto"
import { performAsSystem } from "../../perform/index.ts"
import type { LiveTenant } from "../../tenant/index.ts"
import { systemCaller } from "../tenant/make.ts"
import type { World } from "../world.ts"

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly roles: readonly string[]
  /** Generated when absent. */
  readonly password?: string
}

/**
 * Creates the user; gives the password. Refuses as creating a record does, with AUT007 when the password cannot be used.
 */
export async function createUser(
  world: World,
  tenant: LiveTenant,
  user: NewUser,
): Promise<{ password: string }> {
  const { email, name, roles, password = generatePassword() } = user
  world.auth.checkPassword(tenant, email, password)
  const action = {
    kind: "create",
    entity: "base.user",
    form: "one",
    records: [{ email, name, roles: [...roles] }],
  } as const
  await performAsSystem(world.performParts, systemCaller(tenant), action)
  await world.auth.setPassword(tenant, email, password)
  return { password }
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789"

/** Sixteen letters and digits that are not mistaken for each other, in groups of four: 79 bits. */
export function generatePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("")
  return Array.from({ length: 4 }, group).join("-")
}
