// Whatever fails or is undone on the connections that tenants share, each statement runs under its own tenant's role.
import { expect } from "chai"
import fc from "fast-check"
import type { Database, TenantAddress } from "../../../runtime/database/index.ts"
import type { Statement } from "../../../runtime/sql/index.ts"
import { testDatabases, type TestDatabases } from "../../support/postgres.ts"
import { makeTenant } from "./tenants.ts"

const one = (text: string): Statement => ({ text, values: [], prepared: true })
const who = one("select current_user")
const tenants = ["role_a", "role_b", "role_c"].map(makeTenant)

/** One thing that a request may do; it gives the role that its statement saw, or undefined where it fails by design. */
type Act = (database: Database, at: TenantAddress) => Promise<unknown>

const undone = new Error("undone")
const forgiven = (fault: unknown): undefined => {
  if (fault === undone || (fault instanceof Error && "code" in fault)) return undefined
  throw fault
}
const acts: Readonly<Record<string, Act>> = {
  run: async (database, at) => (await database.run(at, [who]))[0]?.[0]?.[0],
  "run that fails at the end": (database, at) => database.run(at, [who, one("select 1 / 0")]).catch(forgiven),
  "run that cannot be read": (database, at) => database.run(at, [one("select from"), who]).catch(forgiven),
  "run whose commit fails": (database, at) =>
    database.run(at, [who, one(`insert into ${at.schema}.late values (1), (1)`)]).catch(forgiven),
  transaction: (database, at) =>
    database.transaction(at, async (tx) => {
      await tx.run([one("select 1")])
      return (await tx.run([who]))[0]?.[0]?.[0]
    }),
  "transaction that commits at once": (database, at) =>
    database.transaction(at, async (tx) => (await tx.commit([who]))[0]?.[0]?.[0]),
  "transaction that is undone": (database, at) =>
    database
      .transaction(at, async (tx) => {
        await tx.run([who])
        throw undone
      })
      .catch(forgiven),
  "transaction that fails": (database, at) =>
    database
      .transaction(at, async (tx) => {
        await tx.run([who])
        await tx.run([one("select 1 / 0")])
      })
      .catch(forgiven),
  "transaction whose commit fails": (database, at) =>
    database
      .transaction(
        at,
        async (tx) => void (await tx.run([one(`insert into ${at.schema}.late values (2), (2)`)])),
      )
      .catch(forgiven),
}

describe("runtime/database roles", () => {
  let opened: TestDatabases
  before(async () => {
    opened = await testDatabases({ connections: 2, prepared: 3 })
    const late = ({ at }: (typeof tenants)[number]): string =>
      `create table ${at.schema}.late (id integer unique deferrable initially deferred);
       grant insert on ${at.schema}.late to ${at.role};`
    await opened.admin.script("main", tenants.map((tenant) => tenant.script + late(tenant)).join(""))
  })
  after(() => opened.close())

  it("hold through any mixture of failures, one after the other and many at once", async () => {
    const step = fc.record({ act: fc.constantFrom(...Object.keys(acts)), tenant: fc.nat(tenants.length - 1) })
    const perform = async ({ act, tenant }: { act: string; tenant: number }): Promise<void> => {
      const at = tenants[tenant]?.at
      const run = acts[act]
      if (at === undefined || run === undefined) throw new Error(`no ${act}`)
      expect(await run(opened.database, at)).to.be.oneOf([at.role, undefined])
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        for (const each of steps) await perform(each)
        await Promise.all(steps.map(perform))
        await Promise.all(tenants.map((_, tenant) => perform({ act: "run", tenant })))
      }),
      { numRuns: 60 },
    )
  })
})
