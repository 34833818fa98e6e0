// Rights at the door of records: the same rules through every way of asking.
import { expect } from "chai"
import { rightsOf } from "../../../engine/access/index.ts"
import { evaluateRights, type Caller } from "../../../runtime/perform/index.ts"
import { ask, house, seed, user, uuid7, type Answer, type Body, type House } from "../../support/house.ts"
import { shopLayers } from "../../support/shop-layers.ts"

describe("rights to records", () => {
  let on: House
  let ann: Caller
  let bob: Caller
  let auditor: Caller
  let both: Caller
  const own = uuid7()
  const foreign = uuid7()
  const order = uuid7()
  const hidden = uuid7()
  before(async () => {
    on = await house(shopLayers)
    ann = user(on.acme, ["shop.seller"])
    bob = user(on.acme, ["shop.seller"])
    auditor = user(on.acme, ["shop.auditor"])
    both = {
      ...user(on.acme, ["shop.seller", "shop.auditor"]),
      principal: { ...ann.principal, roles: ["shop.seller", "shop.auditor"] },
    }
    await seed(on, on.acme, "base.user", [
      { id: ann.principal.id, name: "Ann" },
      { id: bob.principal.id, name: "Bob" },
    ])
    await seed(on, on.acme, "shop.customer", [
      {
        id: own,
        name: "Own",
        owner: ann.principal.id,
        level: "silver",
        limit: "10",
        discount: "5",
        iban: "DE12345678",
      },
      { id: foreign, name: "Foreign", owner: bob.principal.id, level: "gold", limit: "20", discount: "7" },
    ])
    await seed(on, on.acme, "shop.order", [
      { id: order, customer: own },
      { id: hidden, customer: foreign },
    ])
  })
  after(() => on.close())

  const get = async (caller: Caller, url: string): Promise<Body> => {
    const { status, body } = await ask(on, caller, `GET ${url}`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body
  }
  const code = async (answer: Promise<Answer>): Promise<unknown> =>
    (await answer).body?.code ?? (await answer).status
  const names = (body: Body): unknown[] => body.items.map(({ name }) => name)

  it("a list, a count, an aggregate and a search show only what the row rule lets see", async () => {
    expect(names(await get(ann, "shop.customer?count=true"))).to.deep.equal(["Own"])
    expect((await get(ann, "shop.customer?count=true")).count).to.equal(1)
    expect((await get(ann, "shop.customer/aggregate")).items).to.deep.equal([{ "count()": 1 }])
    expect(names(await get(ann, "shop.customer?q=o"))).to.deep.equal(["Own"])
    expect((await get(ann, "shop.order")).items.map(({ id }: Body) => id)).to.deep.equal([order])
  })

  it("a record that may not be seen answers like one that is not there", async () => {
    for (const url of [
      `shop.customer/${foreign}`,
      `shop.customer/${foreign}/history`,
      `shop.order/${hidden}`,
    ])
      expect(await code(ask(on, ann, `GET ${url}`)), url).to.equal("RUN001")
    expect(await code(ask(on, ann, `PATCH shop.customer/${foreign}`, { body: { city: "X" } }))).to.equal(
      "RUN001",
    )
  })

  it("an entity without a right is refused, also when expanded or filtered through", async () => {
    expect(await code(ask(on, ann, "GET shop.booking"))).to.equal("ACC001")
    expect(await code(ask(on, ann, `DELETE shop.customer/${own}`))).to.equal("ACC001")
    expect(await code(ask(on, ann, "GET shop.customer?expand=owner"))).to.equal("ACC002")
    expect(
      await code(ask(on, ann, `GET shop.customer?filter=${encodeURIComponent("owner.name == 'Bob'")}`)),
    ).to.equal("ACC002")
    expect(await code(ask(on, ann, "GET shop.customer?sort=owner.name"))).to.equal("ACC002")
    expect(await code(ask(on, ann, "GET shop.customer/aggregate?group=owner.name"))).to.equal("ACC002")
  })

  it("a hidden field is shown nowhere and cannot be asked about", async () => {
    expect((await get(ann, "shop.customer")).items[0]).to.not.have.property("discount")
    expect(await get(ann, `shop.customer/${own}`)).to.not.have.property("discount")
    for (const search of ["fields=discount", "sort=discount", `filter=${encodeURIComponent("discount > 1")}`])
      expect(await code(ask(on, ann, `GET shop.customer?${search}`)), search).to.equal("ACC002")
    expect(await code(ask(on, ann, "GET shop.customer/aggregate?measures=sum(discount)"))).to.equal("ACC002")
    expect(await code(ask(on, ann, `PATCH shop.customer/${own}`, { body: { discount: "1" } }))).to.equal(
      "ACC003",
    )
    const boss = user(on.acme, ["shop.boss"])
    const boss2 = { ...boss, principal: { ...boss.principal, id: ann.principal.id } }
    await ask(on, boss2, `PATCH shop.customer/${own}`, { body: { discount: "6", city: "Rome" } })
    const { items } = await get(ann, `shop.customer/${own}/history`)
    expect(items[0]?.changes).to.deep.equal({ city: [null, "Rome"] })
  })

  it("a field that may be read is not therefore written", async () => {
    expect((await get(ann, `shop.customer/${own}`)).limit).to.equal("10.00")
    expect(await code(ask(on, ann, `PATCH shop.customer/${own}`, { body: { limit: "99" } }))).to.equal(
      "ACC003",
    )
  })

  it("a masked value is shortened, and cannot be found out by filters", async () => {
    expect((await get(ann, `shop.customer/${own}`)).iban).to.equal("••••5678")
    expect(
      await code(ask(on, ann, `GET shop.customer?filter=${encodeURIComponent("iban == 'DE12345678'")}`)),
    ).to.equal("ACC002")
    expect(await code(ask(on, ann, `PATCH shop.customer/${own}`, { body: { iban: "••••5678" } }))).to.equal(
      "ACC003",
    )
    expect((await get(user(on.acme, ["shop.boss"]), `shop.customer/${own}`)).iban).to.equal("DE12345678")
  })

  it("roles add up: a field that one role hides shows where another role shows the record", async () => {
    const { items } = await get(both, "shop.customer?fields=name,discount&sort=name")
    expect(items.map(({ name, discount }: Body) => [name, discount])).to.deep.equal([
      ["Foreign", "7.0000"],
      ["Own", null],
    ])
    expect(await code(ask(on, both, "GET shop.customer?sort=discount"))).to.equal("ACC002")
  })

  it("a create must itself meet its right; an update and its dry run the record as it was", async () => {
    expect((await ask(on, ann, "POST shop.customer", { body: { name: "Mine" } })).status).to.equal(201)
    expect(
      await code(ask(on, ann, "POST shop.customer", { body: { name: "Not mine", owner: bob.principal.id } })),
    ).to.equal("RUN005")
    const paid = (await seed(on, on.acme, "shop.order", [{ customer: own, state: "paid" }]))[0]?.id
    expect(await code(ask(on, ann, `PATCH shop.order/${paid}`, { body: { note: "x" } }))).to.equal("ACC004")
    expect((await ask(on, ann, `PATCH shop.order/${order}`, { body: { note: "x" } })).status).to.equal(200)
    const { body } = await ask(on, ann, "POST shop.order/bulk", {
      body: {
        ids: [order, paid, hidden],
        patch: { note: "bulk" },
        dry_run: true,
      },
    })
    expect(body.items.map(({ ok, problem }: Body) => problem?.code ?? ok)).to.deep.equal([
      true,
      "ACC004",
      "RUN001",
    ])
    expect((await get(ann, `shop.order/${order}`)).note).to.equal("x")
    await ask(on, ann, "POST shop.order/bulk", {
      body: { filter: "state == 'open'", patch: { note: "bulk" } },
    })
    expect((await get(ann, `shop.order/${order}`)).note).to.equal("bulk")
    expect((await get(user(on.acme, ["shop.boss"]), `shop.order/${hidden}`)).note).to.equal(null)
  })

  it("an expanded record that may not be seen is given as its id alone", async () => {
    const seller = user(on.acme, ["shop.seller"])
    const reader = { ...seller, principal: { ...seller.principal, id: bob.principal.id } }
    await seed(on, on.acme, "shop.order", [
      { customer: foreign, about: { entity: "shop.customer", id: own } },
    ])
    const { items } = await get(reader, "shop.order?expand=about&fields=about&sort=-created_at&limit=1")
    expect(items[0]?.about).to.deep.equal({ entity: "shop.customer", id: own, record: { id: own } })
  })

  it("is explained for an entity and for a record", async () => {
    const entity = on.model.entities.get("shop.customer")
    if (entity === undefined) throw new Error("no customer")
    const access = rightsOf(ann.principal.roles, on.model).access(entity.id)
    expect(await evaluateRights(entity, access, own, ann, on.parts)).to.deep.equal({
      read: true,
      create: true,
      update: true,
      delete: false,
    })
    expect(await evaluateRights(entity, access, foreign, ann, on.parts)).to.deep.equal({
      read: false,
      create: false,
      update: false,
      delete: false,
    })
  })

  it("without roles is nothing at all", async () => {
    const nobody = user(on.acme, [])
    const unknown = user(on.acme, ["no.such_role"])
    for (const caller of [nobody, unknown])
      for (const entity of on.model.entities.keys())
        expect(await code(ask(on, caller, `GET ${entity}`)), entity).to.equal("ACC001")
    expect(auditor.principal.roles).to.have.length(1)
  })
})
