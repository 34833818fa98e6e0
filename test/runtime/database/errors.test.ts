// Each refusal of PostgreSQL as the problem that a user meets, from real statements.
import { expect } from "chai"
import { Problem } from "../../../engine/error/index.ts"
import { toProblem, type Wording } from "../../../runtime/database/index.ts"
import type { Statement, Value } from "../../../runtime/sql/types.ts"
import { testDatabases, type TestDatabases } from "../../support/postgres.ts"
import { makeTenant } from "./tenants.ts"

const one = (text: string, ...values: Value[]): Statement => ({ text, values, prepared: true })
const { at, script } = makeTenant("errors")
const table = `${at.schema}.item`
const insert = `insert into ${table} (id, code, size, during, parent) values ($1, $2, $3, $4, $5)`

describe("runtime/database errors", () => {
  let opened: TestDatabases
  before(async () => {
    opened = await testDatabases()
    await opened.admin.script(
      "main",
      `${script}
create table ${table} (id uuid primary key, code varchar(5) not null, size smallint, during daterange,
  parent uuid references ${table},
  constraint item_code_unique unique (code), constraint item_size_positive check (size > 0),
  constraint item_apart exclude using gist (during with &&));
create trigger tree after insert or update on ${table} for each row execute function tenon.tree_guard('parent');
grant select, insert, update, delete on ${table} to ${at.role};
insert into ${table} values ('00000000-0000-0000-0000-000000000001', 'one', 1, '[2026-01-01,2026-02-01)', null),
  ('00000000-0000-0000-0000-000000000002', 'two', 1, null, '00000000-0000-0000-0000-000000000001')`,
    )
  })
  after(() => opened.close())

  const refusal = async (statement: Statement, wording?: Wording): Promise<Record<string, unknown>> => {
    const fault = await opened.database.run(at, [statement]).catch((error: unknown) => error)
    return toProblem(fault, wording).toJSON()
  }
  const id = (last: number): string => `00000000-0000-0000-0000-00000000000${last}`

  it("a value that is taken names its field, or the caller's words for the constraint", async () => {
    const taken = one(insert, id(3), "one", null, null, null)
    expect(await refusal(taken)).to.deep.include({
      code: "RUN003",
      status: 409,
      errors: [{ path: "/code", code: "RUN003", message: "Another record has this value already." }],
    })
    const worded = await refusal(taken, {
      constraint: (name, of) => ({ path: "/code", message: `${name} of ${of} must differ` }),
    })
    expect(worded).to.include({ code: "RUN003", detail: "item_code_unique of item must differ" })
  })

  const cases: readonly (readonly [name: string, code: string, path: string | undefined, ...Statement[]])[] =
    [
      ["a reference to nothing", "RUN006", "/parent", one(insert, id(3), "c", null, null, id(9))],
      ["a record still referred to", "RUN004", undefined, one(`delete from ${table} where id = $1`, id(1))],
      ["a broken check", "RUN005", undefined, one(insert, id(3), "c", "-1", null, null)],
      ["a missing value", "RUN005", "/code", one(insert, id(3), null, null, null, null)],
      [
        "ranges that overlap",
        "RUN009",
        "/during",
        one(insert, id(3), "c", null, "[2026-01-15,2026-01-16)", null),
      ],
      ["a text too long", "RUN007", undefined, one(insert, id(3), "toolong", null, null, null)],
      ["a number too large", "RUN007", undefined, one(insert, id(3), "c", "99999", null, null)],
      ["a text that is no number", "RUN007", undefined, one(insert, id(3), "c", "many", null, null)],
      ["a date that does not exist", "RUN007", undefined, one("select $1::date", "2026-02-30")],
      ["a zero byte in a text", "RUN007", undefined, one(insert, id(3), "a\0b", null, null, null)],
      [
        "a record under itself",
        "RUN008",
        "/parent",
        one(`update ${table} set parent = id where id = $1`, id(1)),
      ],
      [
        "a record under its child",
        "RUN008",
        "/parent",
        one(`update ${table} set parent = $1 where id = $2`, id(2), id(1)),
      ],
      [
        "a row written twice",
        "RUN003",
        undefined,
        one(
          `insert into ${table} (id, code) values ($1, 'x'), ($1, 'x') on conflict (id) do update set code = 'y'`,
          id(1),
        ),
      ],
      ["something of our own making", "RUN012", undefined, one("select nothing from nowhere")],
    ]
  for (const [name, code, path, ...statements] of cases) {
    it(`${name} is ${code}`, async () => {
      for (const statement of statements) {
        const problem = await refusal(statement)
        expect(problem).to.include({ code })
        const [first] = (problem["errors"] ?? []) as { path: string }[]
        expect(first?.path).to.equal(path)
        expect(JSON.stringify(problem)).not.to.match(/select|insert|update|item_/i)
      }
    })
  }

  it("all rules broken at once are told at once", async () => {
    const broken = one("select tenon.refuse(array['first', null, 'second']) where true")
    const problem = await refusal(broken, {
      rule: (text) => ({ path: `/${text}`, code: "RUN005", message: `The ${text} rule is broken.` }),
    })
    expect(problem).to.include({
      code: "RUN005",
      detail: "The first rule is broken. The second rule is broken.",
    })
    expect(problem["errors"]).to.have.length(2)
    expect(await refusal(broken)).to.include({ detail: "first second" })
    expect(
      await opened.database.run(at, [one("select tenon.refuse(array[null]), tenon.refuse(null)")]),
    ).to.have.length(1)
  })

  it("an expectation that failed is what the caller makes of it, else no such record", async () => {
    const none = one("select tenon.expect((select count(*) from generate_series(1, 0)), 'update')")
    expect(await refusal(none)).to.include({ code: "RUN001", status: 404 })
    const stale = await refusal(none, {
      expectation: (text) => new Problem("RUN002", { detail: `The ${text} came too late.` }),
    })
    expect(stale).to.include({ code: "RUN002", detail: "The update came too late." })
    expect(await opened.database.run(at, [one("select tenon.expect(1, 'update')")])).to.have.length(1)
  })

  it("two moves at once cannot close a ring together", async () => {
    const leaves = [3, 4].map((n) => one(insert, id(n), `l${n}`, null, null, null))
    await opened.database.run(at, leaves)
    const move = (what: number, under: number): Promise<unknown> =>
      opened.database.transaction(at, async (tx) => {
        await tx.run([one("select pg_sleep(0.05)")])
        await tx.run([one(`update ${table} set parent = $1 where id = $2`, id(under), id(what))])
        await tx.run([one("select pg_sleep(0.05)")])
      })
    const faults = (await Promise.allSettled([move(3, 4), move(4, 3)])).filter(
      (it) => it.status === "rejected",
    )
    expect(faults.map(({ reason }) => toProblem(reason).code)).to.deep.equal(["RUN008"])
  })

  it("a problem stays as it is, and a fault of another kind tells nothing of itself", () => {
    const problem = new Problem("RUN001", { detail: "gone" })
    expect(toProblem(problem)).to.equal(problem)
    expect(toProblem(new Error("secret")).toJSON())
      .to.include({ code: "RUN012" })
      .and.not.have.property("cause")
  })
})
