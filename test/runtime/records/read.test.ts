// Lists, single reads, aggregates and history at the door of records.
import { expect } from "chai"
import { ask, house, seed, user, uuid7, type Answer, type Body, type House } from "../../support/house.ts"
import { shopLayers } from "../../support/shop-layers.ts"
import type { Caller } from "../../../runtime/perform/index.ts"

describe("reading records", () => {
  let on: House
  let boss: Caller
  const ids = Array.from({ length: 12 }, () => uuid7())
  before(async () => {
    on = await house(shopLayers)
    boss = user(on.acme, ["shop.boss"])
    const other = uuid7()
    for (const tenant of [on.acme, on.globex]) {
      const stamp = tenant === on.acme ? "" : " of globex"
      await seed(on, tenant, "base.user", [
        { id: boss.principal.id, name: `Boss${stamp}` },
        { id: other, name: "Other" },
      ])
      await seed(on, tenant, "shop.tag", [
        { id: ids[0], name: "red" },
        { id: ids[1], name: "blue" },
      ])
      await seed(on, tenant, "shop.region", [
        { id: ids[0], name: "World" },
        { id: ids[1], name: "Europe", parent: ids[0] },
        { id: ids[2], name: "Spain", parent: ids[1] },
        { id: ids[3], name: "Asia", parent: ids[0] },
      ])
      await seed(
        on,
        tenant,
        "shop.customer",
        ids.map((id, i) => ({
          id,
          name: `C${String(i).padStart(2, "0")}${stamp}`,
          city: i % 3 === 0 ? null : ["Rome", "Oslo"][i % 2],
          limit: i % 4 === 0 ? null : String(i < 3 ? 40 + i : i * 10),
          owner: i < 6 ? boss.principal.id : other,
          region: ids[i % 4],
          tags: i === 1 ? [ids[1], ids[0]] : [],
          iban: `DE0000${i}9876`,
        })),
      )
      await seed(
        on,
        tenant,
        "shop.order",
        ids.map((_, i) => ({
          customer: ids[i % 3],
          ordered: `2026-01-${String(i + 1).padStart(2, "0")}`,
          state: i % 2 === 0 ? "open" : "paid",
          about:
            i === 0
              ? { entity: "shop.customer", id: ids[4] }
              : i === 1
                ? { entity: "shop.tag", id: ids[0] }
                : null,
          lines: [
            { item: `x${i}`, quantity: "1", price: String(i) },
            { item: "y", quantity: "2", price: "1" },
          ],
        })),
      )
    }
  })
  after(() => on.close())

  const get = (url: string, caller = boss): Promise<Answer> => ask(on, caller, `GET ${url}`)
  const names = async (search: string): Promise<string[]> => {
    const { status, body } = await get(`shop.customer?fields=name&${search}`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body.items.map(({ name }: Body) => name)
  }
  const filtered = (filter: string): Promise<string[]> =>
    names(`limit=100&filter=${encodeURIComponent(filter)}`)

  describe("a list", () => {
    it("gives the fields of the record, without child rows and links, and all of the fields asked for", async () => {
      const { body } = await get("shop.order?limit=1")
      expect(body.items[0])
        .to.include.keys("id", "version", "number", "customer", "total")
        .and.not.include.keys("lines")
      expect(
        Object.keys((await get("shop.order?limit=1&fields=number,lines")).body.items[0] ?? {}),
      ).to.have.members(["id", "number", "lines"])
    })

    for (const sort of [
      "name",
      "-name",
      "city,name",
      "-city,limit",
      "limit",
      "-limit",
      "region.name,-name",
      "city,-limit,name",
      "-since,id",
    ]) {
      it(`sorted by ${sort} gives each record once over its pages, in order`, async () => {
        const whole = (await get(`shop.customer?limit=100&sort=${sort}`)).body.items.map(({ id }: Body) => id)
        const pages: string[] = []
        for (let cursor: string | null = ""; cursor !== null;) {
          const { body } = await get(
            `shop.customer?limit=5&sort=${sort}${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
          )
          pages.push(...body.items.map(({ id }: Body) => id))
          cursor = body.next_cursor
        }
        expect(pages).to.deep.equal(whole).and.have.length(12)
      })
    }

    it("counts when asked, whatever the page", async () => {
      expect((await get("shop.customer?limit=3&count=true")).body).to.include({ count: 12 })
      expect((await get("shop.customer?limit=3")).body).to.not.have.property("count")
    })

    it("filters by fields, references, child rows, lists and trees", async () => {
      expect(await filtered("city == null")).to.deep.equal(["C00", "C03", "C06", "C09"])
      expect(await filtered("limit > 50 && city == 'Oslo'")).to.deep.equal(["C07", "C11"])
      expect(await filtered("!(limit > 50)")).to.deep.equal(["C00", "C01", "C02", "C03", "C04", "C05", "C08"])
      expect(await filtered("region.name == 'Europe'")).to.deep.equal(["C01", "C05", "C09"])
      expect(await filtered(`within(region, '${ids[1]}')`)).to.deep.equal([
        "C01",
        "C02",
        "C05",
        "C06",
        "C09",
        "C10",
      ])
      expect(await filtered("name in ['C01', 'C02', 'nobody']")).to.deep.equal(["C01", "C02"])
      expect(await filtered(`'${ids[0]}' in tags`)).to.deep.equal(["C01"])
      expect(await filtered("is_good")).to.deep.equal(["C00", "C01", "C02"])
      const orders = await get(
        `shop.order?fields=number&filter=${encodeURIComponent("exists(lines, price > 9) && customer.owner == user.id")}`,
      )
      expect(orders.body.items).to.have.length(2)
    })

    it("searches every word in the searchable fields, literally", async () => {
      expect(await names("q=c0%20rome")).to.deep.equal(["C02", "C04", "C08"])
      expect(await names("q=%25")).to.deep.equal([])
      expect(await names("q=_0")).to.deep.equal([])
    })

    it("expands references at any depth, links, polymorphic ones, and references of child rows", async () => {
      const { body } = await get(
        `shop.order?expand=customer.region.parent,about,lines&fields=number,customer.name,about,lines.item&sort=ordered&limit=2`,
      )
      expect(body.items[0]?.customer).to.include({ name: "C00" })
      expect(body.items[0]?.customer.region).to.include({ name: "World", parent: null })
      expect(body.items[1]?.customer.region.parent).to.include({ name: "World" })
      expect(body.items[0]?.about).to.deep.include({ entity: "shop.customer", id: ids[4] })
      expect(body.items[0]?.about.record).to.include({ name: "C04" })
      expect(body.items[0]?.lines.map((line) => Object.keys(line))).to.deep.equal([
        ["id", "item"],
        ["id", "item"],
      ])
      const { body: customer } = await get(`shop.customer/${ids[1]}?expand=tags`)
      expect(customer.tags.map(({ name }: Body) => name)).to.deep.equal(["blue", "red"])
    })

    for (const [search, code] of [
      ["fields=nmae", "PLN001"],
      ["filter=nmae%20%3D%3D%201", "PLN002"],
      ["filter=name%20%3D%3D", "PLN002"],
      ["filter=name", "PLN002"],
      ["sort=nmae", "PLN003"],
      ["sort=tags", "PLN003"],
      ["expand=name", "PLN004"],
      ["limt=3", "REQ004"],
      ["limit=0", "REQ005"],
      ["limit=1001", "REQ005"],
      ["limit=x", "REQ005"],
      ["cursor=x", "REQ011"],
      ["cursor=%5B%22-city%22%2C%22a%22%5D", "REQ011"],
      ["count=yes", "REQ005"],
      ["sort=a;drop", "REQ005"],
    ] as const) {
      it(`refuses ${search} with ${code}`, async () => {
        const { status, body } = await get(`shop.customer?${search}`)
        expect([status, body.code], JSON.stringify(body)).to.deep.equal([400, code])
      })
    }

    it("names the nearest name when one is unknown", async () => {
      expect((await get("shop.custmer")).body.hint).to.equal('Did you mean "shop.customer"?')
      expect((await get("shop.customer?fields=nmae")).body.hint).to.equal('Did you mean "name"?')
    })
  })

  describe("an aggregate", () => {
    it("groups by fields, paths and functions, with exact sums", async () => {
      const { body } = await get(
        `shop.order/aggregate?group=state,customer.name&measures=count(),sum(total),max(ordered)&filter=${encodeURIComponent("customer.name != 'C02'")}`,
      )
      expect(body.items[0]).to.deep.equal({
        state: "open",
        "customer.name": "C00",
        "count()": 2,
        "sum(total)": "10.00",
        "max(ordered)": "2026-01-07",
      })
      expect(
        (await get("shop.order/aggregate?group=month(ordered)&measures=avg(total)")).body.items,
      ).to.deep.equal([{ "month(ordered)": "1", "avg(total)": "7.5" }])
      expect((await get("shop.order/aggregate")).body.items).to.deep.equal([{ "count()": 12 }])
    })

    for (const search of [
      "measures=sum(number)",
      "measures=drop()",
      "measures=sum()",
      "measures=total",
      "measures=count(lines)",
    ]) {
      it(`refuses ${search}`, async () =>
        expect((await get(`shop.order/aggregate?${search}`)).body.code).to.equal("PLN005"))
    }
    it("refuses an unknown group", async () =>
      expect((await get("shop.order/aggregate?group=nope")).body.code).to.equal("PLN005"))
  })

  it("keeps tenants apart: equal ids, other records", async () => {
    const stranger = user(on.globex, ["shop.boss"])
    expect((await get(`shop.customer/${ids[0]}`, stranger)).body.name).to.equal("C00 of globex")
    expect((await get(`shop.customer/${ids[0]}`)).body.name).to.equal("C00")
  })

  it("answers alike for a record that is not there, and refuses what is no id", async () => {
    expect((await get(`shop.customer/${uuid7()}`)).body.code).to.equal("RUN001")
    expect((await get(`shop.customer/${uuid7()}/history`)).body.code).to.equal("RUN001")
    expect((await get("shop.customer/1")).body.code).to.equal("REQ012")
  })
})
