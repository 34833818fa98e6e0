// Runs the stories of this folder against a real PostgreSQL. `WRITE_STORIES=1` writes what happened into them, to be read
// and judged by a person before it is committed.
import { expect } from "chai"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Problem } from "../../engine/error/index.ts"
import { diff } from "../../engine/migration/index.ts"
import type { Model } from "../../engine/model/index.ts"
import {
  apply,
  describe as stepOf,
  enter,
  inspect,
  knownModel,
  prepare,
  preview,
  revert,
  type Prepared,
} from "../../runtime/migrate/index.ts"
import { fitted } from "../../runtime/sql/ddl/index.ts"
import { registryOf, type Tenant } from "../../runtime/tenant/index.ts"
import { contents, testShops, type TestShops } from "../support/migration.ts"
import { shopModel, type Shop } from "../support/shop.ts"
import { formatStory, given, parseStory, withIds, withoutIds, type Story } from "./story.ts"

const here = import.meta.dirname
const at = new Date("2026-01-31T12:00:00Z")
const files = readdirSync(here).filter((file) => file.endsWith(".txt"))

describe("stories of migrations", () => {
  let shops: TestShops
  before(async () => {
    shops = await testShops()
  })
  after(() => shops.close())

  for (const file of files) {
    const path = join(here, file)
    const story = parseStory(readFileSync(path, "utf8"))
    it(story.title, async () => {
      const told = await tell(shops, file.replace(/\.txt$/, "").replaceAll("_", "-"), story)
      if (process.env["WRITE_STORIES"] !== undefined)
        writeFileSync(path, formatStory({ ...story, sections: told }))
      expect(Object.fromEntries(told)).to.deep.equal(Object.fromEntries(story.sections))
    })
  }

  it("tells at least 25", () => {
    expect(files.length).to.be.at.least(25)
  })
})

/** Lives through the story and tells it: the given sections, then what happened. */
async function tell(shops: TestShops, name: string, story: Story): Promise<ReadonlyMap<string, string>> {
  const section = (heading: string): string => story.sections.get(heading) ?? ""
  const [from, to] = [modelIn(section("before")), modelIn(section("after"))]
  const tenant = await shops.tenant(name, from)
  for (const line of lines(section("rows"))) await insert(shops, tenant.schema, line)
  const prepared = prepare(knownModel(from), knownModel(to), at)
  await enter(registryOf(shops.control), prepared)
  const told = new Map([...story.sections].filter(([heading]) => given.includes(heading)))
  told.set("hazards", await hazards(shops, tenant, prepared))
  const before = await contents(shops, tenant.schema)
  const refused = await apply(shops.control, tenant, prepared, { accepted: lines(section("accept")) }).then(
    () => undefined,
    (fault: unknown) => fault,
  )
  if (refused !== undefined) {
    told.set("refused", withoutIds(refusal(refused)))
    expect(await contents(shops, tenant.schema)).to.deep.equal(before)
    return told
  }
  told.set("changes", prepared.plan.steps.map(stepText).join("\n"))
  // A story whose SQL is the translation of an expression leaves it out: that is told by the translation's own tests.
  const isNew = !story.sections.has("changes")
  if (isNew || story.sections.has("sql")) {
    told.set("sql", prepared.forward.map((command) => fitted(command, "shop")).join(";\n"))
  }
  await expectTables(shops, tenant, to)
  for (const [table, rows] of Object.entries(await contents(shops, tenant.schema))) {
    told.set(`table ${table}`, rows.map(rowText).join("\n"))
  }
  if (prepared.reverse !== undefined) {
    await revert(shops.control, tenant, 1)
    await expectTables(shops, tenant, from)
    // What was filled in to make a field required stays: nothing tells it from what people wrote.
    const fills = prepared.plan.steps.some(({ change }) => change.kind === "set_not_null")
    if (!fills) expect(await contents(shops, tenant.schema)).to.deep.equal(before)
  }
  return told
}

function modelIn(text: string): Model {
  // A border: a story's author writes entities; the compiler says so when they are none.
  return shopModel(JSON.parse(text) as Shop)
}

function lines(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "")
}

/** `table {json}`: only the columns named, so that defaults and generated columns do their part. */
async function insert(shops: TestShops, schema: string, line: string): Promise<void> {
  const table = `${schema}.${line.slice(0, line.indexOf(" "))}`
  const json = withIds(line.slice(line.indexOf(" ") + 1))
  const columns = Object.keys(JSON.parse(json) as object).map((column) => `"${column}"`)
  await shops.rows(
    `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${columns.join(", ")}
     FROM jsonb_populate_record(NULL::${table}, '${json.replaceAll("'", "''")}')`,
  )
}

async function hazards(shops: TestShops, tenant: Tenant, prepared: Prepared): Promise<string> {
  const real = await preview(shops.control, tenant, prepared)
  const texts = real.map(({ code, destructive, count, rows, message }) => {
    const named = rows.flatMap(({ id, value }) =>
      id === null ? [] : [value === null ? id : `${id} (${value})`],
    )
    const yes = destructive ? " needs a yes" : ""
    return withoutIds(
      `${code}${yes}, ${count ?? "?"} rows${named.map((one) => ` ${one}`).join("")}: ${message}`,
    )
  })
  return texts.join("\n")
}

function refusal(fault: unknown): string {
  if (!(fault instanceof Problem)) throw new Error("It was not refused with a Problem.", { cause: fault })
  return `${fault.code}: ${fault.parts.detail}`
}

function stepText(step: Prepared["plan"]["steps"][number]): string {
  const { kind, subject, lock, work } = stepOf(step)
  return `${kind} ${subject} [${lock}, ${work}]`
}

/** The tables are those of the model, name for name and type for type. */
async function expectTables(shops: TestShops, tenant: Tenant, model: Model): Promise<void> {
  const found = await shops.control.admin.session(tenant.server, (session) => inspect(session, tenant.schema))
  expect(found.fingerprint).to.equal(model.fingerprint)
  expect(diff(found.state, knownModel(model).state)).to.deep.equal([])
}

const systemColumns = new Set(["version", "created_at", "created_by", "updated_at", "updated_by"])

function rowText(json: string): string {
  const all = Object.entries(JSON.parse(json) as object).filter(([column]) => !systemColumns.has(column))
  return withoutIds(JSON.stringify(Object.fromEntries(all)))
}
