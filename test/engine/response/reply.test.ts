import { expect } from "chai"
import { Problem } from "../../../engine/error/index.ts"
import { compile, type Entity, type Model } from "../../../engine/model/index.ts"
import type { ListPlan } from "../../../engine/plan/index.ts"
import { parse } from "../../../engine/request/index.ts"
import { modelView, replyCreate, replyList, replyRead } from "../../../engine/response/index.ts"
import { shopLayers } from "../../support/shop-layers.ts"

describe("replying", () => {
  let model: Model
  let entity: Entity
  before(() => {
    const compiled = compile(shopLayers)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
    model = compiled.model
    const found = model.entities.get("shop.customer")
    if (found === undefined) throw new Error("no customer")
    entity = found
  })
  const list = (limit: number, isCounted = false): ListPlan => ({
    kind: "list",
    table: entity,
    select: { table: entity, columns: [] },
    where: [],
    order: [],
    sort: "-name",
    limit,
    count: isCounted,
  })

  it("passes JSON through as it came, with a cursor only where there is more", () => {
    const rows = [
      ['{"a" : 1.50}', "b", "1"],
      ['{"a":"}"}', null, "2"],
      ["{}", "a", "3"],
    ]
    expect(replyList(list(3), [rows]).body).to.equal(
      '{"items":[{"a" : 1.50},{"a":"}"},{}],"next_cursor":null}',
    )
    const { next_cursor } = JSON.parse(replyList(list(2), [rows]).body ?? "") as { next_cursor: string }
    const action = parse({
      method: "GET",
      path: ["x.y"],
      query: new Map([["cursor", next_cursor]]),
      headers: {},
    })
    expect(action).to.deep.include({ cursor: { sort: "-name", values: [null, "2"] } })
    expect(replyList(list(3, true), [rows, [["41"]]]).body).to.match(/,"count":41\}$/)
    expect(replyList(list(3), [[]]).body).to.equal('{"items":[],"next_cursor":null}')
  })

  it("gives a version as ETag, and refuses what is not there", () => {
    const plan = { kind: "read", entity, id: "x", select: { table: entity, columns: [] }, where: [] } as const
    expect(replyRead(plan, [[["{}", "7"]]])).to.deep.equal({
      status: 200,
      headers: { etag: '"7"' },
      body: "{}",
    })
    expect(() => replyRead(plan, [[]]))
      .to.throw(Problem)
      .with.property("code", "RUN001")
  })

  it("answers an array in the order it was sent", () => {
    const records = [{ id: "a" }, { id: "b" }]
    const answers = [
      [
        ['{"n":2}', "b"],
        ['{"n":1}', "a"],
      ],
    ]
    expect(replyCreate({ entity, form: "many", records }, answers)).to.deep.equal({
      status: 201,
      headers: {},
      body: '{"items":[{"n":1},{"n":2}]}',
    })
    expect(replyCreate({ entity, form: "one", records: [{ id: "b" }] }, answers).headers).to.deep.equal({
      etag: '"1"',
      location: "/api/v1/records/shop.customer/b",
    })
  })

  describe("the view of the model", () => {
    const view = (...roles: string[]) =>
      modelView(model, roles, "en") as {
        entities: Record<string, { can: object; fields: Record<string, { read_only: boolean }> } | undefined>
        views: Record<string, { entity: string }>
        forms: object
      }

    it("shows what the roles show, and says what may be done", () => {
      const { entities, views, forms } = view("shop.seller")
      expect(Object.keys(entities)).to.have.members(["shop.customer", "shop.order", "shop.tag"])
      expect(entities["shop.customer"]?.can).to.deep.equal({
        create: true,
        update: true,
        delete: false,
        export: false,
      })
      expect(Object.keys(entities["shop.customer"]?.fields ?? {}))
        .to.include("limit")
        .and.not.include.members(["discount", "pin"])
      expect(Object.values(views).map((one) => one.entity)).to.not.include("shop.booking")
      expect(forms).to.not.have.property("shop.booking")
    })

    it("tells fields that cannot be written", () => {
      const fields = view("shop.seller").entities["shop.customer"]?.fields ?? {}
      expect(
        Object.entries(fields)
          .filter(([, field]) => field.read_only)
          .map(([name]) => name),
      )
        .to.include.members(["id", "version", "limit", "iban", "orders", "label"])
        .and.not.include("name")
    })
  })
})
