// Hostile statements under one tenant's role, as an injection would send them: none reads, locks or disturbs another.
import { expect } from "chai"
import pg from "pg"
import type { Statement } from "../../../runtime/sql/types.ts"
import { testDatabases, type TestDatabases } from "../../support/postgres.ts"
import { makeTenant } from "./tenants.ts"

const one = (text: string): Statement => ({ text, values: [], prepared: true })

describe("runtime/database isolation", () => {
  const thief = makeTenant("thief")
  const victim = makeTenant("victim")
  let opened: TestDatabases
  const attack = (text: string): Promise<unknown> =>
    opened.database.run(thief.at, [one(text)]).then(
      (rows) => rows,
      (fault: unknown) => fault,
    )

  before(async () => {
    opened = await testDatabases({ connections: 1 })
    await opened.admin.script("main", thief.script + victim.script)
    // The victim has used the one connection before: whatever it leaves there, the thief meets.
    await opened.database.run(victim.at, [one(`select text from ${victim.at.schema}.note`)])
  })
  after(() => opened.close())

  it("reads its own rows", async () => {
    expect(await attack(`select text from ${thief.at.schema}.note`)).to.deep.equal([[["of thief"]]])
  })

  const note = `${victim.at.schema}.note`
  /** Within a statement that may begin: PostgreSQL itself refuses, by a right that is missing. */
  const refused: Readonly<Record<string, string>> = {
    "a select across schemas": `select * from ${note}`,
    "a write across schemas": `with gone as (delete from ${note} returning *) select * from gone`,
    "set_config to another role": `select set_config('role', '${victim.at.role}', false)`,
    "set_config by its other name": `select pg_catalog.set_config('session_authorization', 'tenon_admin', true)`,
    "an update of pg_settings": `update pg_settings set setting = '${victim.at.role}' where name = 'role'`,
    "a query as text": `select query_to_xml('select * from ${note}', true, false, '')`,
    "a table as XML": `select table_to_xml('${note}', true, false, '')`,
    "a schema as XML": `select schema_to_xml('${victim.at.schema}', true, false, '')`,
    "a database as XML": `select database_to_xml(true, false, '')`,
    "a query for statistics": `select * from ts_stat('select to_tsvector(text) from ${note}')`,
    "a query for rewriting": `select ts_rewrite('a'::tsquery, 'select query, query from ${note}')`,
    "a file of the server": `select pg_read_file('/etc/passwd')`,
    "a folder of the server": `select pg_ls_dir('.')`,
    "a large object from a file": `select lo_import('/etc/passwd')`,
    "a large object": `select lo_from_bytea(0, 'x')`,
    "the passwords of roles": `select rolpassword from pg_authid`,
    "the names of other tenants": `select nspname from pg_namespace`,
    "the sizes of other tenants": `select * from pg_stat_user_tables`,
    "the statements of others": `select query from pg_stat_activity`,
    "the statements of this connection": `select * from pg_prepared_statements`,
    "the same by the function": `select * from pg_prepared_statement()`,
    "the samples of statistics": `select * from pg_statistic`,
    "the definition of a function": `select pg_get_functiondef('tenon.refuse(text[])'::regprocedure)`,
    "a signal to a neighbour": `select pg_terminate_backend(1)`,
    "a lock that stops migrations": `select pg_advisory_lock(7366603)`,
    "a false message": `select pg_notify('tenon_tenant', 'x')`,
    "the registry": `select * from tenon_registry.tenant`,
    "a row of the control plane in the log": `select pg_logical_emit_message(false, 'a', 'b')`,
    "another server": `select * from dblink('dbname=postgres', 'select 1') as t(a int)`,
    "a write into the shared schema": `insert into tenon.mine values (1)`,
    "a table by SELECT INTO": `select 1 as a into public.mine`,
    "a temporary table by SELECT INTO": `select 1 as a into temporary mine`,
    "two commands in one": `select 1; select 2`,
  }
  const absent: Readonly<Record<string, string>> = {
    "the registry": "42P01",
    "another server": "42883",
    "a write into the shared schema": "42P01",
    "two commands in one": "42601",
  }
  for (const [name, text] of Object.entries(refused)) {
    it(`is refused ${name}`, async () => {
      const fault = await attack(text)
      expect(fault, String(fault)).to.be.instanceOf(pg.DatabaseError)
      // insufficient_privilege, unless the thing attacked does not even exist
      expect((fault as pg.DatabaseError).code).to.equal(absent[name] ?? "42501")
    })
  }

  /** Commands of their own: what leaves a role or makes things never reaches the server. */
  const kept = [
    `set role ${victim.at.role}`,
    "reset role",
    "/* select */ reset role",
    "-- select\nset role tenon_admin",
    "set session authorization default",
    "reset all",
    "discard all",
    "begin",
    "commit",
    "do $$ begin perform 1; end $$",
    `copy (select 1) to program 'id'`,
    `copy ${note} to stdout`,
    "create function f() returns int language sql as 'select 1'",
    "create temporary table mine (a int)",
    "listen tenon_tenant",
    "notify tenon_tenant",
    "prepare p as select 1",
    "execute s1",
    "declare c cursor for select 1",
    "explain analyze select 1",
    "lock table mine",
    "alter role tenon_app set role = 'tenon_admin'",
    "table pg_authid",
    "call f()",
    "load 'auto_explain'",
    "",
  ]
  for (const text of kept) {
    it(`does not send ${JSON.stringify(text)}`, async () => {
      const fault = await attack(text)
      expect(fault).to.be.instanceOf(TypeError)
      expect(await attack("select current_user")).to.deep.equal([[[thief.at.role]]])
    })
  }

  it("cannot do more with commands of its own either, but leave for a role without rights", async () => {
    const client = new pg.Client({ connectionString: opened.server.requestUrl })
    await client.connect()
    const refusal = (text: string): Promise<unknown> =>
      client.query(text).then(
        () => "done",
        (fault: pg.DatabaseError) => fault.code,
      )
    await client.query(`set role ${thief.at.role}`)
    expect(await refusal("do $$ begin perform 1; end $$")).to.equal("42501")
    expect(await refusal("create function pg_temp.f() returns int language sql as 'select 1'")).to.equal(
      "42501",
    )
    expect(await refusal("create temporary table mine (a int)")).to.equal("42501")
    expect(await refusal("create table public.mine (a int)")).to.equal("42501")
    expect(await refusal(`create table ${thief.at.schema}.mine (a int)`)).to.equal("42501")
    expect(await refusal(`drop table ${thief.at.schema}.note`)).to.equal("42501")
    expect(await refusal(`create view ${thief.at.schema}.mine as select 1`)).to.equal("42501")
    expect(await refusal("create extension dblink")).to.equal("42501")
    expect(await refusal("create schema mine")).to.equal("42501")
    expect(await refusal("create role mine")).to.equal("42501")
    expect(await refusal("set role tenon_admin")).to.equal("42501")
    expect(await refusal("set session authorization tenon_admin")).to.equal("42501")
    expect(await refusal("copy (select 1) to program 'id'")).to.equal("42501")
    await client.query("reset role")
    expect(await refusal(`select * from ${note}`)).to.equal("42501")
    expect(await refusal(`select * from ${thief.at.schema}.note`)).to.equal("42501")
    await client.end()
  })
})
