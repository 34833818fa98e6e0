import { expect } from "chai"
import { authorize, systemGrant, type Grant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import { compile, type Model } from "../../../engine/model/index.ts"
import {
  planCreate,
  planDelete,
  planList,
  planRead,
  planUpdate,
  type Refresh,
  type Selection,
  type WriteEnv,
} from "../../../engine/plan/index.ts"
import { shopLayers } from "../../support/shop-layers.ts"

const id = "0190c7a0-1234-7abc-8def-0123456789ab"
const other = "0190c7a0-1234-7abc-8def-0123456789ac"

describe("planning", () => {
  let model: Model
  before(() => {
    const compiled = compile(shopLayers)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
    model = compiled.model
  })

  const grant = (entity: string, role: string, kind: "list" | "update" = "list"): Grant =>
    authorize({ kind, entity }, { id, roles: [role] }, model)
  const list = (
    entity: string,
    role: string,
    parts: {
      filter?: string
      fields?: string[]
      expand?: string[]
      sort?: string
      cursor?: { sort: string; values: string[] }
    } = {},
  ) => {
    const sort = (parts.sort ?? "")
      .split(",")
      .filter(Boolean)
      .map((key) => ({ path: key.replace("-", ""), descending: key.startsWith("-") }))
    const { filter, fields, expand = [], cursor } = parts
    return planList(
      {
        kind: "list",
        entity,
        sort,
        expand,
        limit: 25,
        count: false,
        ...(filter === undefined ? {} : { filter }),
        ...(fields === undefined ? {} : { fields }),
        ...(cursor === undefined ? {} : { cursor }),
      },
      grant(entity, role),
      model,
    )
  }
  const names = ({ columns }: Selection): string[] => columns.map(({ field }) => field.name)
  const refusal = (work: () => unknown): Problem => {
    try {
      work()
    } catch (fault) {
      if (fault instanceof Problem) return fault
      throw fault
    }
    throw new Error("nothing was refused")
  }
  let counter = 0
  const env: WriteEnv = {
    today: "2026-01-31",
    now: "2026-01-31T12:00:00Z",
    user: { id },
    newId: () => `0190c7a0-1234-7abc-8def-${String(counter++).padStart(12, "0")}`,
  }
  const shown = (refresh: readonly Refresh[]): string[] =>
    refresh.map(
      ({ table, fields, ways }) =>
        `${table.id} ${fields.map(({ name }) => name).join("+")} ${ways.map(({ when, back }) => [when, ...back.map((step) => `${step.kind}:${step.table}`)].join(">")).join(" | ")}`,
    )

  it("[PL1] carries the grant's condition into every plan", () => {
    expect(list("shop.customer", "shop.seller").where.map(({ text }) => text)).to.deep.equal([
      "owner == user.id",
    ])
    expect(
      list("shop.customer", "shop.seller", { filter: "city == 'Rome'" }).where.map(({ text }) => text),
    ).to.deep.equal(["owner == user.id", "city == 'Rome'"])
    expect(
      planRead(
        { kind: "read", entity: "shop.customer", id, expand: [] },
        grant("shop.customer", "shop.seller"),
        model,
      ).where,
    ).to.have.length(1)
    const update = planUpdate(
      { kind: "update", entity: "shop.customer", id, patch: { city: "x" } },
      grant("shop.customer", "shop.seller", "update"),
      model,
      env,
    )
    expect(update.allowed).to.have.property("text", "owner == user.id")
  })

  it("[PL2] gives the id always, and rows and links only of one record", () => {
    expect(names(list("shop.order", "shop.boss").select))
      .to.include.members(["id", "number", "customer"])
      .and.not.include("lines")
    expect(
      names(
        planRead(
          { kind: "read", entity: "shop.order", id, expand: [] },
          grant("shop.order", "shop.boss"),
          model,
        ).select,
      ),
    ).to.include("lines")
    expect(names(list("shop.order", "shop.boss", { fields: ["number"] }).select)).to.deep.equal([
      "id",
      "number",
    ])
    expect(names(list("shop.customer", "base.admin").select)).to.not.include("pin")
  })

  it("[PL3] refuses unknown fields with the nearest name, unreadable ones by the right", () => {
    expect(refusal(() => list("shop.customer", "shop.boss", { fields: ["nmae"] }))).to.have.nested.property(
      "parts.hint",
      'Did you mean "name"?',
    )
    expect(refusal(() => list("shop.order", "shop.boss", { fields: ["customer.nmae"] }))).to.include({
      code: "PLN001",
    })
    expect(refusal(() => list("shop.customer", "shop.seller", { fields: ["discount"] })).code).to.equal(
      "ACC002",
    )
    expect(refusal(() => list("shop.order", "shop.seller", { fields: ["customer.discount"] })).code).to.equal(
      "ACC002",
    )
  })

  it("[PL4] a filter or sort on what may not be read whole is refused", () => {
    for (const [role, filter] of [
      ["shop.seller", "discount > 1"],
      ["shop.seller", "iban == 'x'"],
      ["shop.boss", "pin == 'x'"],
      ["base.admin", "pin == 'x'"],
      ["shop.seller", "owner.name == 'x'"],
      ["shop.seller", "1 + discount > 2 || true"],
    ] as const)
      expect(refusal(() => list("shop.customer", role, { filter })).code, filter).to.equal("ACC002")
    for (const sort of ["discount", "iban", "owner.name"])
      expect(refusal(() => list("shop.customer", "shop.seller", { sort })).code, sort).to.equal("ACC002")
    expect(
      refusal(() => list("shop.order", "shop.seller", { filter: "customer.discount > 1" })).code,
    ).to.equal("ACC002")
    expect(refusal(() => list("shop.customer", "shop.seller", { filter: "user.pin == 'x'" })).code).to.equal(
      "PLN002",
    )
  })

  it("[PL5] expands references, whole or by the fields behind them", () => {
    const one = (selection: Selection, name: string): Selection => {
      const column = selection.columns.find(({ field }) => field.name === name)
      if (column?.kind !== "one") throw new Error(`${name} is not expanded`)
      return column.target
    }
    expect(
      names(one(list("shop.order", "shop.boss", { expand: ["customer"] }).select, "customer")),
    ).to.include.members(["id", "name", "city"])
    expect(
      names(one(list("shop.order", "shop.boss", { fields: ["customer.name"] }).select, "customer")),
    ).to.deep.equal(["id", "name"])
    const deep = list("shop.order", "shop.boss", {
      fields: ["customer.region.name"],
      expand: ["customer.region.parent"],
    }).select
    expect(names(one(one(deep, "customer"), "region"))).to.deep.equal(["id", "name", "parent"])
    expect(refusal(() => list("shop.order", "shop.boss", { expand: ["number"] })).code).to.equal("PLN004")
    expect(refusal(() => list("shop.customer", "shop.seller", { expand: ["owner"] })).code).to.equal("ACC002")
  })

  it("[PL6] ends every sort with the id, and takes no cursor of another sort", () => {
    const order = (sort: string): unknown =>
      list("shop.customer", "shop.boss", { sort }).order.map(
        ({ expression, descending }) => (descending ? "-" : "") + expression.text,
      )
    expect([order(""), order("-city"), order("id"), order("name,-id")]).to.deep.equal([
      ["name", "id"],
      ["-city", "-id"],
      ["id"],
      ["name", "-id"],
    ])
    expect(
      refusal(() =>
        list("shop.customer", "shop.boss", { sort: "city", cursor: { sort: "-city", values: ["a", id] } }),
      ).code,
    ).to.equal("REQ011")
    expect(
      refusal(() =>
        list("shop.customer", "shop.boss", { sort: "city", cursor: { sort: "city", values: ["a"] } }),
      ).code,
    ).to.equal("REQ011")
  })

  it("[PL7] tells all faults of all records of a write", () => {
    const action = {
      kind: "create",
      entity: "shop.customer",
      form: "many",
      records: [{ name: "" }, { name: "ok", level: "x", limit: "1.234" }, {}],
    } as const
    const { parts } = refusal(() => planCreate(action, systemGrant("shop.customer", model), model, env))
    expect(parts.errors?.map(({ path }) => path)).to.have.members([
      "/0/name",
      "/1/level",
      "/1/limit",
      "/2/name",
    ])
  })

  it("[PL8] refreshes what reads the touched fields, both sides of a moved reference, each after what it reads", () => {
    const update = (entity: string, patch: object): string[] =>
      shown(
        planUpdate(
          { kind: "update", entity, id, patch: patch as never },
          systemGrant(entity, model),
          model,
          env,
        ).refresh,
      )
    expect(update("shop.order", { note: "x" })).to.deep.equal([])
    expect(update("shop.order", { state: "paid" })).to.deep.equal([
      "shop.customer open_total after>target:shop.order",
    ])
    expect(update("shop.order", { lines: [] })).to.have.members([
      "shop.order net after",
      "shop.order/lines reduced after>children:shop.order",
      "shop.customer open_total after>target:shop.order",
    ])
    expect(update("shop.order", { customer: other }).join("\n"))
      .to.match(/shop\.customer open_total\S* after>target:shop\.order \| before>target:shop\.order/)
      .and.match(/shop\.order customer_level after/)
    expect(update("shop.customer", { level: "gold" })).to.deep.equal([
      "shop.order customer_level after>referrers:shop.order",
    ])
    const gone = shown(
      planDelete({ kind: "delete", entity: "shop.order", id }, systemGrant("shop.order", model), model)
        .refresh,
    )
    expect(gone.every((text) => text.startsWith("shop.customer") && text.includes("before"))).to.equal(true)
    expect(gone).to.not.deep.equal([])
  })

  it("[PL9] asserts the rules that a change may break, [PL10] at once or after what they read is written", () => {
    const rules = (patch: object) => {
      const { rules: due } = planUpdate(
        { kind: "update", entity: "shop.order", id, patch: patch as never },
        systemGrant("shop.order", model),
        model,
        env,
      )
      return [
        due.inline.map((rule) => rule.path),
        due.after.map((rule) => rule.path),
        due.rows.map(({ field }) => field.name),
      ]
    }
    expect(rules({ note: "x" })).to.deep.equal([[], [], []])
    expect(rules({ due: "2026-01-01" })).to.deep.equal([["/due"], [], []])
    expect(rules({ lines: [] })).to.deep.equal([[], ["/lines"], ["lines"]])
    expect(rules({ state: "void" })[0]).to.include.members(["/state", "/reason", "/reference"])
    const made = planCreate(
      { kind: "create", entity: "shop.order", form: "one", records: [{ customer: id }] },
      systemGrant("shop.order", model),
      model,
      env,
    )
    expect([...made.rules.inline, ...made.rules.after].map(({ path }) => path)).to.have.members([
      "/due",
      "/lines",
      "/reason",
    ])
  })
})
