// Running numbers: the dates that they follow, the series that they are of, and that none is lost or given twice.
import { expect } from "chai"
import { systemGrant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import { planUpdate, type UpdatePlan } from "../../../engine/plan/index.ts"
import { bindings, momentOf, type Caller } from "../../../runtime/perform/caller.ts"
import { inputsOf, templatesOf } from "../../../runtime/perform/inputs.ts"
import { startSeries, type SeriesStart } from "../../../runtime/perform/index.ts"
import { bind, lockTemplate } from "../../../runtime/sql/index.ts"
import { ask, house, user, uuid7, type Body, type House } from "../../support/house.ts"
import { shopModel } from "../../support/shop.ts"
import { fulfilmentLayers } from "../../support/fulfilment-layers.ts"

const date = { type: "string", format: "date" }
const number = (sequence: object): object => ({ type: "string", sequence })

describe("running numbers", () => {
  let on: House
  let boss: Caller
  before(async () => {
    const entity = (name: string, properties: Record<string, object>) => ({
      path: `books/entities/${name}.json`,
      content: { $id: `books.${name}`, title: name, type: "object", kind: "document", properties },
    })
    const module = { name: "books", title: "Books", version: "1.0.0", depends: ["base"] }
    const files = [
      { path: "books/module.json", content: module },
      entity("bill", {
        date,
        yearly: number({ pattern: "INV/{YYYY}/{00000}", reset: "year", date: "date" }),
        monthly: number({ pattern: "{YYYY}{MM}-{00}", reset: "month", date: "date" }),
        daily: number({ pattern: "{YY}{MM}{DD}/{0}", reset: "day", date: "date" }),
        plain: number({ pattern: "{0000000}" }),
      }),
      entity("book", { code: { type: "string", title: "Code" } }),
      entity("slip", {
        book: { ref: "books.book" },
        number: number({ pattern: "{code}/{000}", scope: "book" }),
      }),
      entity("entry", {
        date,
        journal: { type: "string" },
        amount: { type: "integer", maximum: 10 },
        number: number({
          pattern: "{YYYY}-{000}",
          reset: "year",
          date: "date",
          scope: "journal",
          given: "transition",
        }),
      }),
      {
        path: "books/roles/admin.json",
        content: { $id: "books.admin", title: "Administrator", entities: {}, all: true },
      },
      {
        path: "books/roles/boss.json",
        content: {
          $id: "books.boss",
          title: "Boss",
          entities: {
            "books.bill": { read: true, create: true },
            "books.book": { read: true, create: true },
            "books.slip": { read: true, create: true },
            "books.entry": { read: true, create: true, update: true },
          },
        },
      },
    ]
    on = await house([
      ...fulfilmentLayers,
      { name: "books", kind: "module", files },
    ] as typeof fulfilmentLayers)
    boss = user(on.acme, ["books.boss"])
  })
  after(() => on.close())

  const made = async (entity: string, record: object): Promise<Body> => {
    const { status, body } = await ask(on, boss, `POST ${entity}`, { body: record })
    expect(status, JSON.stringify(body)).to.equal(201)
    return body
  }

  it("follow the date of the record, in whatever order the dates come", async () => {
    const given = async (day: string): Promise<unknown> => {
      const { yearly, monthly, daily, plain } = await made("books.bill", { date: day })
      return [yearly, monthly, daily, plain]
    }
    expect(await given("2016-03-05")).to.deep.equal(["INV/2016/00001", "201603-01", "160305/1", "0000001"])
    expect(await given("2016-03-31")).to.deep.equal(["INV/2016/00002", "201603-02", "160331/1", "0000002"])
    expect(await given("2016-04-01")).to.deep.equal(["INV/2016/00003", "201604-01", "160401/1", "0000003"])
    expect(await given("2017-03-01")).to.deep.equal(["INV/2017/00001", "201703-01", "170301/1", "0000004"])
    expect(await given("2016-03-05")).to.deep.equal(["INV/2016/00004", "201603-03", "160305/2", "0000005"])
  })

  it("follow the dates of an array, each in its own period", async () => {
    const dates = ["2020-01-31", "2020-02-01", "2020-01-01", "2021-01-01"]
    const { body } = await ask(on, boss, "POST books.bill", { body: dates.map((day) => ({ date: day })) })
    expect(body.items.map((one) => [one["yearly"], one["monthly"]])).to.deep.equal([
      ["INV/2020/00001", "202001-01"],
      ["INV/2020/00002", "202002-01"],
      ["INV/2020/00003", "202001-02"],
      ["INV/2021/00001", "202101-01"],
    ])
  })

  it("show what the record that has the series says, with a series for each", async () => {
    const books: unknown[] = []
    for (const code of ["INV", "EXP", null]) books.push((await made("books.book", { code }))["id"])
    const [sales, exports, nameless] = books
    const slips = [sales, exports, sales, nameless, undefined].map((book) =>
      book === undefined ? {} : { book },
    )
    const { body } = await ask(on, boss, "POST books.slip", { body: slips })
    expect(body.items.map((one) => one["number"])).to.deep.equal([
      "INV/001",
      "EXP/001",
      "INV/002",
      "/001",
      "/001",
    ])
    expect((await made("books.slip", { book: sales }))["number"]).to.equal("INV/003")
  })

  describe("given at a transition", () => {
    /** What a transition with the effect `number` does: locks the record, then draws the number in its update. */
    const draw = async (id: string, patch: Record<string, string | number>): Promise<unknown> => {
      const grant = systemGrant("books.entry", on.model)
      const moment = momentOf(Date.now(), on.acme.time_zone)
      const env = { ...moment, user: {}, newId: uuid7 }
      const field = grant.entity.fields.get("number")
      if (field === undefined) throw new Error("no number")
      const update = planUpdate({ kind: "update", entity: "books.entry", id, patch }, grant, on.model, env)
      const plan: UpdatePlan = { ...update, numbers: [field] }
      const inputs = bindings(boss, moment, inputsOf(plan, null))
      return on.parts.database.transaction(on.acme.address, async (tx) => {
        await tx.run([bind(lockTemplate(plan.entity, on.model), inputs)])
        return tx.commit(templatesOf(plan, grant, on.model).map((template) => bind(template, inputs)))
      })
    }
    const numberOf = async (id: string): Promise<unknown> =>
      (await ask(on, boss, `GET books.entry/${id}`)).body["number"]

    it("are empty until then, stay as they are, and follow the date that the transition sets", async () => {
      const { id, number: none } = await made("books.entry", { journal: "a", date: "2016-03-05" })
      expect(none).to.equal(null)
      await draw(String(id), { date: "2019-01-01" })
      expect(await numberOf(String(id))).to.equal("2019-001")
      await draw(String(id), { date: "2020-01-01" })
      expect(await numberOf(String(id))).to.equal("2019-001")
    })

    it("have no gap and no twin under sixteen who write at once, some in vain", async () => {
      const entries = await Promise.all(
        Array.from({ length: 64 }, (_, i) =>
          made("books.entry", { journal: i % 2 === 0 ? "x" : "y", date: "2016-03-05" }),
        ),
      )
      const queue = entries.map(({ id }, i) => ({ id: String(id), amount: i % 5 === 4 ? 11 : 1 }))
      let refused = 0
      const worker = async (): Promise<void> => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift())
          await draw(next.id, { amount: next.amount, journal: "z" }).catch(() => refused++)
      }
      await Promise.all(Array.from({ length: 16 }, worker))
      const numbers = await Promise.all(entries.map(({ id }) => numberOf(String(id))))
      expect(refused).to.equal(12)
      expect(numbers.filter((one) => one !== null).sort()).to.deep.equal(
        Array.from({ length: 52 }, (_, i) => `2016-${String(i + 1).padStart(3, "0")}`),
      )
    })
  })

  describe("begin where an administrator says", () => {
    const start = (what: Omit<SeriesStart, "field">, field = "books.bill.plain", roles = ["books.admin"]) =>
      startSeries({ field, ...what }, user(on.globex, roles), on.parts).then(
        () => "begun",
        (fault: unknown) => (fault instanceof Problem ? fault.code : fault),
      )
    const yearly = "books.bill.yearly"

    it("before the first number, each period by itself", async () => {
      expect(await start({ next: 1000 })).to.equal("begun")
      expect(await start({ next: 500, period: "2016" }, yearly)).to.equal("begun")
      const other = user(on.globex, ["books.boss"])
      const given = async (date: string): Promise<unknown> => {
        const { body } = await ask(on, other, "POST books.bill", { body: { date } })
        return [body["plain"], body["yearly"]]
      }
      expect(await given("2016-05-01")).to.deep.equal(["0001000", "INV/2016/00500"])
      expect(await given("2017-05-01")).to.deep.equal(["0001001", "INV/2017/00001"])
    })

    it("not once it has begun: a number would come twice, or none at all", async () => {
      expect(await start({ next: 1001 })).to.equal("RUN003")
      expect(await start({ next: 1002 })).to.equal("begun")
      expect(await start({ next: 1003 })).to.equal("RUN003")
    })

    it("with what tells the series from others, and with all rights", async () => {
      expect(await start({ next: 1 }, yearly)).to.equal("REQ006")
      expect(await start({ next: 1, period: "2016-01" }, yearly)).to.equal("REQ006")
      expect(await start({ next: 1, period: "2016" })).to.equal("REQ006")
      expect(await start({ next: 1, period: "2016" }, "books.entry.number")).to.equal("REQ006")
      expect(await start({ next: 1, period: "2016", scope: "a" }, "books.entry.number")).to.equal("begun")
      expect(await start({ next: 0.5 })).to.equal("REQ006")
      expect(await start({ next: 1 }, "books.bill.plane")).to.equal("PLN001")
      expect(await start({ next: 1 }, "books.bil.plain")).to.equal("REQ003")
      expect(await start({ next: 1 }, "books.bill.plain", ["books.boss"])).to.equal("ACC001")
    })
  })

  it("must show the period with which they start anew, and follow single values of their record", () => {
    const faults = (sequence: Record<string, string>, lines?: object): string => {
      try {
        shopModel({
          area: { properties: { name: { type: "string" } } },
          bill: {
            properties: {
              number: { type: "string", sequence },
              note: { type: "string" },
              area: { ref: "shop.area" },
            },
            ...lines,
          },
        })
        return ""
      } catch (fault) {
        return String(fault)
      }
    }
    const pattern = "{YYYY}-{000}"
    expect(faults({ pattern, reset: "year" })).to.equal("")
    expect(faults({ pattern, reset: "month" })).to.contain("starts anew each month must show it")
    expect(faults({ pattern, date: "day" })).to.contain("day")
    expect(faults({ pattern, date: "note" })).to.contain(`"note" is not a date`)
    expect(faults({ pattern, scope: "not" })).to.contain("/sequence/scope")
    expect(faults({ pattern: "{code}-{000}", scope: "note" })).to.contain(
      "the record that the scope refers to",
    )
    expect(faults({ pattern: "{code}-{000}", scope: "area" })).to.contain("field of shop.area")
    expect(faults({ pattern: "{name}-{000}", scope: "area" })).to.equal("")
  })
})
