// The script of a new schema, read as text.
import { expect } from "chai"
import { wanted } from "../../../engine/migration/index.ts"
import { schemaScript } from "../../../runtime/sql/ddl/index.ts"
import { shopModel, type Shop } from "../../support/shop.ts"

const text = { type: "string" }

function commands(shop: Shop): readonly string[] {
  return schemaScript(wanted(shopModel(shop)), "print")("here").split(";\n")
}

describe("the script of a new schema", () => {
  it("makes each table after those that it refers to, with its foreign keys", () => {
    const shop = { lead: { name: text, area: { ref: "shop.area" } }, area: { name: text } }
    const made = commands(shop).filter((command) => command.startsWith('CREATE TABLE "shop'))
    expect(made.map((command) => command.split('"')[1])).to.deep.equal(["shop_area", "shop_lead"])
    expect(made[1]).to.include('FOREIGN KEY ("area") REFERENCES "shop_area" (id) ON DELETE RESTRICT')
    expect(commands(shop).join()).not.to.include("ALTER TABLE")
  })

  it("adds at the end the foreign key that closes a ring, and no other", () => {
    const shop = {
      area: { name: text, chief: { ref: "shop.lead" } },
      lead: { name: text, area: { ref: "shop.area" }, above: { ref: "shop.lead" } },
    }
    const all = commands(shop)
    const late = all.filter((command) => command.startsWith("ALTER TABLE"))
    expect(late).to.have.lengthOf(1)
    expect(late[0]).to.match(/^ALTER TABLE "shop_lead" ADD CONSTRAINT \S+ FOREIGN KEY \("area"\)/)
    expect(all.indexOf(late[0] ?? "")).to.be.above(all.findLastIndex((one) => one.startsWith("CREATE ")))
    expect(all.join().match(/FOREIGN KEY/g)).to.have.lengthOf(3)
  })
})
