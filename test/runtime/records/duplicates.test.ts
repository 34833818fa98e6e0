// Records of one thing: refused when made, found when asked for, and made one.
import { expect } from "chai"
import type { Layer } from "../../../engine/layer/index.ts"
import type { Caller } from "../../../runtime/perform/index.ts"
import { ask, house, seed, user, uuid7, type Answer, type Body, type House } from "../../support/house.ts"
import { shopLayers } from "../../support/shop-layers.ts"

const text = { type: "string", maxLength: 100 }
const computed = (expression: string) => ({ ...text, computed: expression })
const people: Layer = {
  name: "people",
  kind: "module",
  files: [
    {
      path: "people/module.json",
      content: { name: "people", title: "People", version: "1.0.0", depends: ["base"] },
    },
    {
      path: "people/entities/country.json",
      content: {
        ...{ $id: "people.country", title: "Country", type: "object", kind: "master" },
        properties: { name: text, code: text },
      },
    },
    {
      path: "people/entities/person.json",
      content: {
        ...{ $id: "people.person", title: "Person", plural: "People", type: "object", kind: "master" },
        required: ["name"],
        merge: { order: ["-rank", "name"], join: ["note"] },
        duplicates: {
          mail: { title: "E-mail", match: ["same_mail"] },
          phone: { title: "Phone", match: ["same_phone", "same_mobile"], need: "any", where: "!gone" },
          place: { title: "Firm and city", match: ["firm", "city"] },
        },
        properties: {
          ...{ name: text, mail: text, phone: text, mobile: text, firm: text, city: text, note: text },
          country: { ref: "people.country" },
          owner: { ref: "base.user" },
          boss: { ref: "people.person", on_delete: "set_null" },
          rank: { type: "integer" },
          gone: { type: "boolean", default: false },
          same_mail: computed("lower(trim(mail))"),
          same_phone: computed("phone(phone, country.code)"),
          same_mobile: computed("phone(mobile, country.code)"),
        },
      },
    },
    {
      path: "people/roles/clerk.json",
      content: {
        ...{ $id: "people.clerk", title: "Clerk" },
        entities: {
          "people.person": { read: "owner == user.id", create: true, update: true },
          "people.country": { read: true },
        },
      },
    },
    {
      path: "people/roles/head.json",
      content: {
        ...{ $id: "people.head", title: "Head", includes: ["people.clerk"] },
        entities: { "people.person": { read: true, update: true, delete: true, duplicates: true } },
      },
    },
  ],
}

describe("records of one thing", () => {
  let on: House
  let clerk: Caller
  let other: Caller
  let head: Caller
  const germany = uuid7()
  before(async () => {
    on = await house([...shopLayers.slice(0, 1), people])
    clerk = user(on.acme, ["people.clerk"])
    other = user(on.acme, ["people.clerk"])
    head = user(on.acme, ["people.head"])
    const users = [clerk, other, head].map(({ principal: { id } }) => ({ id, name: id.slice(0, 8) }))
    await seed(on, on.acme, "base.user", users)
    await seed(on, on.acme, "people.country", [{ id: germany, name: "Germany", code: "+49" }])
  })
  after(() => on.close())
  beforeEach(async () => {
    const { body } = await ask(on, user(on.acme, ["base.admin"]), "GET people.person?limit=1000")
    for (const { id } of body.items)
      await ask(on, user(on.acme, ["base.admin"]), `DELETE people.person/${id}`)
  })

  const make = (who: Caller, body: object, query = ""): Promise<Answer> =>
    ask(on, who, `POST people.person${query}`, { body })
  const made = async (who: Caller, fields: object): Promise<string> => {
    const { status, body } = await make(who, { owner: who.principal.id, ...fields })
    expect(status, JSON.stringify(body)).to.equal(201)
    return body.id
  }
  const told = ({ body }: Answer): unknown =>
    (body["duplicates"] as readonly Body[]).map(({ id, by }) => [id, by]) // the body of RUN015

  it("a record like one that is there is refused, naming it and what is alike", async () => {
    const ada = await made(clerk, { name: "Ada", mail: "Ada@Byron.example" })
    const refused = await make(clerk, { name: "A. Byron", mail: " ada@byron.example " })
    expect([refused.status, refused.body.code]).to.deep.equal([409, "RUN015"])
    expect(refused.body.detail).to.equal("The person Ada has the same e-mail already.")
    expect(refused.body["others"]).to.equal(0)
    expect(told(refused)).to.deep.equal([[ada, ["mail"]]])
    expect((await ask(on, clerk, "GET people.person")).body.items).to.have.length(1)
  })

  it("telephone numbers are alike however they are written, in either field", async () => {
    const ada = await made(clerk, { name: "Ada", phone: "040 / 12 34", country: germany })
    expect(told(await make(clerk, { name: "B", mobile: "+49 (0)40 1234" }))).to.deep.equal([[ada, ["phone"]]])
    expect((await make(clerk, { name: "C", phone: "040 1234" })).status).to.equal(201)
    expect((await make(clerk, { name: "D", phone: "040 1234", country: germany })).status).to.equal(409)
  })

  it("several fields are alike only where all are, and nothing is like what is empty", async () => {
    await made(clerk, { name: "Ada", firm: "Engines" })
    await made(clerk, { name: "Charles", firm: "Engines" })
    await made(clerk, { name: "Luigi", firm: "Engines", city: "Turin" })
    expect((await make(clerk, { name: "Mary", firm: "Engines", city: "Turin" })).status).to.equal(409)
  })

  it("only records that the key's condition holds for are found", async () => {
    await made(clerk, { name: "Ada", phone: "+49 1", mail: "a@b.example", gone: true })
    await made(clerk, { name: "Charles", phone: "+49 1" })
    expect(told(await make(clerk, { name: "C", mail: "a@b.example" }))).to.have.length(1)
  })

  it("what the caller may not read is counted, and neither named nor shown", async () => {
    await made(other, { name: "Ada", mail: "ada@byron.example" })
    const { body } = await make(clerk, { name: "Eve", mail: "ada@byron.example" })
    expect([body.code, body["duplicates"], body["others"]]).to.deep.equal(["RUN015", [], 1])
    expect(JSON.stringify(body)).not.to.contain("Ada")
  })

  it("who has the right makes it all the same, and nobody else", async () => {
    await made(clerk, { name: "Ada", mail: "ada@byron.example" })
    const again = { name: "Ada", mail: "ada@byron.example" }
    expect((await make(clerk, again, "?duplicates=allow")).body.code).to.equal("ACC005")
    expect((await make(head, again)).status).to.equal(409)
    expect((await make(head, again, "?duplicates=allow")).status).to.equal(201)
    expect((await make(head, again, "?duplicates=yes")).body.code).to.equal("REQ005")
  })

  it("of many at once each is told by its place, also where two of them are alike", async () => {
    const ada = await made(clerk, { name: "Ada", mail: "ada@byron.example" })
    const refused = await make(clerk, [
      { name: "Charles", mail: "charles@babbage.example", owner: clerk.principal.id },
      { name: "A", mail: "ADA@byron.example" },
      { name: "C", mail: "charles@babbage.example" },
    ])
    expect(refused.body.errors.map(({ path }) => path)).to.deep.equal(["/1", "/2"])
    expect(told(refused)).to.deep.include([ada, ["mail"]])
    expect((await ask(on, clerk, "GET people.person")).body.items).to.have.length(1)
  })

  it("of two that are made at the same time one is refused", async () => {
    const both = await Promise.all(
      [1, 2, 3].map((n) =>
        make(clerk, { name: `Ada ${n}`, mail: "ada@byron.example", owner: clerk.principal.id }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409])
  })

  it("a draft can be asked about before it is whole, and a record afterwards", async () => {
    const ada = await made(clerk, { name: "Ada", phone: "+49 40 1234" })
    const draft = await ask(on, clerk, "POST people.person/duplicates", {
      body: { mobile: "040 1234", country: germany },
    })
    expect(draft.body.items).to.deep.equal([{ id: ada, title: "Ada", by: ["phone"] }])
    const none = await ask(on, clerk, "POST people.person/duplicates", { body: { mail: null } })
    expect(none.body).to.deep.equal({ entity: "people.person", items: [], others: 0 })
    expect((await ask(on, clerk, "POST people.person/duplicates", { body: { nmae: "x" } })).status).to.equal(
      422,
    )
    const twin = (await make(head, { name: "Twin", phone: "+49 40 1234" }, "?duplicates=allow")).body.id
    const of = await ask(on, head, `GET people.person/${twin}/duplicates`)
    expect(of.body.items.map(({ id }) => id)).to.deep.equal([ada])
    expect((await ask(on, clerk, `GET people.person/${twin}/duplicates`)).body.code).to.equal("RUN001")
  })

  it("what is there more than once is listed, as far as it may be read", async () => {
    const ada = await made(clerk, { name: "Ada", mail: "ada@byron.example", phone: "+49 1" })
    const query = "?duplicates=allow"
    const twin = (await make(head, { name: "Twin", mail: "ADA@byron.example", mobile: "+49 1" }, query)).body
    const groups = await ask(on, head, "GET people.person/duplicates")
    expect(groups.body.items.map(({ items, ...group }) => [group, items.map(({ id }) => id)])).to.deep.equal([
      [{ by: "mail", values: ["ada@byron.example"], count: 2 }, [ada, twin.id]],
      [{ by: "phone", values: ["+491"], count: 2 }, [ada, twin.id]],
    ])
    expect((await ask(on, clerk, "GET people.person/duplicates")).body.items).to.deep.equal([])
    expect((await ask(on, head, "GET base.team/duplicates")).status).not.to.equal(200)
  })

  it("a preview is not refused, since nothing is made", async () => {
    await made(clerk, { name: "Ada", mail: "ada@byron.example" })
    const body = { name: "Ada", mail: "ada@byron.example" }
    expect((await ask(on, clerk, "POST people.person/preview", { body })).status).to.equal(200)
  })

  describe("made one", () => {
    let ids: readonly string[]
    beforeEach(async () => {
      ids = [
        await made(head, { name: "Ada", phone: "1", note: "first" }),
        await made(head, { name: "Bea", phone: "2", mail: "b@b.example", note: "second" }),
        await made(head, { name: "Cleo", city: "Kiel" }),
      ]
    })
    const merge = (body: object, query = ""): Promise<Answer> =>
      ask(on, head, `POST people.person/merge${query}`, { body })

    it("the survivor is chosen, and field by field whose value it takes", async () => {
      const [ada, bea, cleo] = ids
      const { status, body } = await merge({ ids, survivor: bea, choices: { phone: ada, mail: cleo } })
      expect(status, JSON.stringify(body)).to.equal(200)
      expect(body).to.include({ id: bea, name: "Bea", phone: "1", mail: null, city: "Kiel" })
      expect(body["note"]).to.equal("second\n\nfirst")
    })

    it("by itself the first in order stays, and who has no value there comes last", async () => {
      const [ada, bea, cleo] = ids
      await ask(on, head, `PATCH people.person/${cleo}`, { body: { rank: 1 } })
      await ask(on, head, `PATCH people.person/${bea}`, { body: { rank: 2 } })
      const { body } = await merge({ ids }, "?dry_run=true")
      expect([body["survivor"], body["merged"]]).to.deep.equal([bea, [cleo, ada]])
    })

    it("its history tells of each that went, whole", async () => {
      const [ada, bea, cleo] = ids
      await merge({ ids })
      const { body } = await ask(on, head, `GET people.person/${ada}/history`)
      const gone = body.items.filter(({ action }) => action === "merge")
      const whole = gone.map(({ changes }) => changes as Body) // a record as it was
      expect(whole.map(({ id, name }) => [id, name])).to.have.deep.members([
        [bea, "Bea"],
        [cleo, "Cleo"],
      ])
    })

    it("a dry run tells what would become of them, and leaves all as it is", async () => {
      const [ada, bea, cleo] = ids
      const clerkOf = await made(head, { name: "Dora", boss: bea })
      const { body } = await merge({ ids }, "?dry_run=true")
      expect([body["survivor"], body["merged"], body.record["mail"]]).to.deep.equal([
        ada,
        [bea, cleo],
        "b@b.example",
      ])
      expect(body["moved"]).to.deep.equal([{ entity: "people.person", field: "boss", count: 1 }])
      expect((await ask(on, head, `GET people.person/${clerkOf}`)).body["boss"]).to.equal(bea)
      expect((await ask(on, head, "GET people.person")).body.items).to.have.length(4)
    })

    it("choices are of fields that are taken over, and of records that are merged", async () => {
      const [ada] = ids
      const wrong = await merge({ ids, choices: { phne: ada, same_mail: ada } })
      expect(wrong.body.errors.map(({ path, hint }) => [path, hint ?? ""])).to.deep.equal([
        ["/choices/phne", 'Did you mean "phone"?'],
        ["/choices/same_mail", ""],
      ])
      for (const body of [
        { ids, survivor: germany },
        { ids, choices: { phone: germany } },
        { ids, choices: [] },
      ])
        expect((await merge(body)).body.code).to.equal("REQ006")
    })
  })
})
