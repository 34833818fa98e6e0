import { expect } from "chai"
import { authorize, rightsOf, systemGrant, type EntityAccess } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import { compile, type Model } from "../../../engine/model/index.ts"
import { shopLayers } from "../../support/shop-layers.ts"

describe("authorizing", () => {
  let model: Model
  before(() => {
    const compiled = compile(shopLayers)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
    model = compiled.model
  })
  const access = (entity: string, ...roles: string[]): EntityAccess => rightsOf(roles, model).access(entity)
  const said = (condition: unknown): unknown =>
    typeof condition === "object" ? (condition as { text: string }).text : condition

  it("[AC1] refuses what no role allows, and what does not exist", () => {
    const asked = { kind: "read", entity: "shop.customer" } as const
    for (const roles of [[], ["nobody"], ["shop.nobody"]])
      expect(() => authorize(asked, { id: "u", roles }, model))
        .to.throw(Problem)
        .with.property("code", "ACC001")
    expect(() =>
      authorize({ kind: "delete", entity: "shop.customer" }, { id: "u", roles: ["shop.seller"] }, model),
    )
      .to.throw(Problem)
      .with.property("code", "ACC001")
    expect(() =>
      authorize(
        { kind: "bulk", entity: "shop.customer", work: { kind: "delete" } },
        { id: "u", roles: ["shop.seller"] },
        model,
      ),
    )
      .to.throw(Problem)
      .with.property("code", "ACC001")
    expect(() => authorize({ ...asked, entity: "shop.custmer" }, { id: "u", roles: ["base.admin"] }, model))
      .to.throw(Problem)
      .with.nested.property("parts.hint", 'Did you mean "shop.customer"?')
    for (const entity of ["__proto__", "constructor", "", "shop.order/lines"])
      expect(() => authorize({ ...asked, entity }, { id: "u", roles: ["base.admin"] }, model))
        .to.throw(Problem)
        .with.property("code", "REQ003")
  })

  it("[AC2] adds roles up", () => {
    expect(said(access("shop.customer", "shop.seller", "shop.auditor").read)).to.equal(
      "(owner == user.id) || (level == 'gold')",
    )
    expect(access("shop.customer", "shop.seller", "shop.boss").read).to.equal(true)
    expect(access("shop.booking", "base.admin").delete).to.equal(true)
    expect(said(access("shop.customer", "shop.seller", "shop.seller").read)).to.equal("owner == user.id")
  })

  it("[AC3] shows a field where a role that shows the record does", () => {
    expect(access("shop.customer", "shop.seller").field("discount").read).to.equal(false)
    expect(access("shop.customer", "shop.seller").field("name").read).to.equal(true)
    expect(said(access("shop.customer", "shop.seller", "shop.auditor").field("discount").read)).to.equal(
      "level == 'gold'",
    )
    expect(access("shop.customer", "shop.seller", "shop.boss").field("discount").read).to.equal(true)
    expect(access("shop.customer", "shop.boss").field("nothing").read).to.equal(false)
  })

  it("[AC4] lets a field be written only where a role does", () => {
    expect(access("shop.customer", "shop.seller").field("limit")).to.deep.equal({ read: true, write: false })
    expect(access("shop.customer", "shop.seller").field("orders").write).to.equal(false)
    expect(access("shop.customer", "shop.boss").field("limit").write).to.equal(true)
  })

  it("[AC5] masks, unless a role shows the value whole", () => {
    expect(access("shop.customer", "shop.seller").field("iban")).to.deep.equal({
      read: true,
      write: false,
      mask: "last4",
    })
    expect(access("shop.customer", "shop.seller", "shop.boss").field("iban")).to.not.have.property("mask")
  })

  it("[AC6] never shows a secret", () => {
    for (const role of ["base.admin", "shop.boss", "shop.seller"])
      expect(access("shop.customer", role).field("pin").read, role).to.equal(false)
    expect(access("shop.customer", "base.admin").field("pin").write).to.equal(true)
  })

  it("[AC7] gives equal roles equal keys", () => {
    const key = (...roles: string[]): string =>
      authorize({ kind: "list", entity: "shop.customer" }, { id: "any", roles }, model).key
    expect(key("shop.seller")).to.equal(key("shop.seller")).and.not.equal(key("shop.boss"))
    expect(systemGrant("shop.customer", model).key).to.not.equal(key("base.admin"))
  })
})
