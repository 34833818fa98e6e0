// Any two shops: the plan between them leads there, and its reverse back with all rows.
import { expect } from "chai"
import fc from "fast-check"
import { Problem } from "../../../engine/error/index.ts"
import { diff, type SchemaState, type TableState } from "../../../engine/migration/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { apply, enter, inspect, knownModel, prepare, revert } from "../../../runtime/migrate/index.ts"
import { registryOf, type Tenant } from "../../../runtime/tenant/index.ts"
import { evolution } from "../../support/evolution.ts"
import { contents, testShops, type TestShops } from "../../support/migration.ts"
import { shopModel } from "../../support/shop.ts"

/** All that a plan may ask a yes for. */
const accepted = ["MIG101", "MIG102", "MIG104", "MIG110"]

describe("any migration", () => {
  let shops: TestShops
  before(async () => {
    shops = await testShops()
  })
  after(() => shops.close())

  it("leads to the tables wanted, and its reverse back to the tables and rows before", async function () {
    this.timeout(300_000)
    let made = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(evolution, async ({ from, to }) => {
        const [old, next] = [shopModel(from), shopModel(to)]
        const tenant = await shops.tenant(`shop-${made++}`, old)
        await fill(tenant, knownModel(old).state)
        const rows = await contents(shops, tenant.schema)
        const prepared = prepare(knownModel(old), knownModel(next), new Date("2026-01-31T12:00:00Z"))
        await enter(registryOf(shops.control), prepared)
        try {
          await apply(shops.control, tenant, prepared, { accepted })
        } catch (fault) {
          // Rows may truly stand in the way of a random plan; then all must be as it was.
          if (!isAboutRows(fault)) throw fault
          refused++
          await expectTables(tenant, old)
          expect(await contents(shops, tenant.schema)).to.deep.equal(rows)
          return
        }
        await expectTables(tenant, next)
        await revert(shops.control, tenant, 1)
        await expectTables(tenant, old)
        expect(await contents(shops, tenant.schema)).to.deep.equal(rows)
      }),
      { numRuns: 60 },
    )
    expect(refused).to.be.lessThan(made / 2)
  })

  async function expectTables(tenant: Tenant, model: Model): Promise<void> {
    const found = await shops.control.admin.session(tenant.server, (session) =>
      inspect(session, tenant.schema),
    )
    expect(found.fingerprint).to.equal(model.fingerprint)
    expect(diff(found.state, knownModel(model).state)).to.deep.equal([])
  }

  /** Three rows in each table, with values in every column; references name rows that are there. */
  async function fill(tenant: Tenant, state: SchemaState): Promise<void> {
    const all = [...state.tables.values()].filter(({ name }) => name.startsWith("shop_"))
    // What is kept of a ledger its guard writes.
    const own = all.filter(({ gathers }) => gathers === undefined)
    const [entities, held] = [
      own.filter(({ name }) => !name.includes("__")),
      own.filter(({ name }) => name.includes("__")),
    ]
    const inserts = [...entities, ...held].flatMap((table) => [1, 2, 3].map((n) => insert(table, n)))
    // References among entities may form rings: they are written once all rows are there.
    const written = entities.filter(
      ({ triggers }) => ![...triggers.values()].some(({ kind }) => kind === "frozen"),
    )
    const links = written.flatMap((table) => [1, 2, 3].flatMap((n) => references(table, n)))
    const commands = [
      ...inserts.slice(0, entities.length * 3),
      ...links,
      ...inserts.slice(entities.length * 3),
    ]
    await shops.control.admin.script(
      tenant.server,
      [`SET LOCAL search_path TO ${tenant.schema}`, ...commands].join(";\n"),
    )
  }
})

/** Refused by the probes, or by a constraint on values that only came to be (SQLSTATE class 23). */
function isAboutRows(fault: unknown): boolean {
  if (!(fault instanceof Problem)) return false
  const { cause } = fault.parts
  const state = cause instanceof Error && "code" in cause ? String(cause.code) : ""
  return fault.code === "MIG002" || (fault.code === "MIG006" && state.startsWith("23"))
}

/** The n-th row of every table has the same id. */
function idOf(n: number): string {
  return `'00000000-0000-7000-8000-00000000000${n}'`
}

function insert(table: TableState, n: number): string {
  const values = [...table.columns.values()].flatMap(
    ({ name, type, derived, default: byDefault }): [string, string][] => {
      if (derived?.kind === "generated" || byDefault?.kind === "identity") return []
      if (["id", "parent", "record", "target", "posting"].includes(name)) return [[name, idOf(n)]]
      const kind = type.type
      if (kind === "uuid" || kind === "timestamptz") return []
      return [[name, sample[kind === "text" && isEnum(table, name) ? "enum" : kind]?.(n) ?? "NULL"]]
    },
  )
  const columns = values.map(([column]) => `"${column}"`).join(", ")
  return `INSERT INTO ${table.name} (${columns}) VALUES (${values.map(([, value]) => value).join(", ")})`
}

const sample: Readonly<Record<string, (n: number) => string>> = {
  enum: (n) => (n === 1 ? "'x'" : "'y'"),
  text: (n) => `'${n}'`,
  integer: (n) => `${n}`,
  bigint: (n) => `${n}`,
  numeric: (n) => `${n}.25`,
  boolean: (n) => `${n === 1}`,
  date: (n) => `'2026-01-0${n}'`,
  "text[]": (n) => `'{p,q${n}}'`,
}

function isEnum(table: TableState, column: string): boolean {
  return [...table.constraints.values()].some(
    (one) => one.kind === "check" && one.check.kind === "one_of" && one.check.column === column,
  )
}

/** Of a polymorphic reference only the first column is set. */
function references(table: TableState, n: number): readonly string[] {
  const keys = [...table.constraints.values()].flatMap((one) => (one.kind === "foreign" ? [one.column] : []))
  const first = keys.filter(
    (key, at) => keys.findIndex((other) => other.split("__")[0] === key.split("__")[0]) === at,
  )
  return first.map(
    (column) => `UPDATE ${table.name} SET "${column}" = ${idOf((n % 3) + 1)} WHERE id = ${idOf(n)}`,
  )
}
