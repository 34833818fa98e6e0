import { expect } from "chai"
import { tenantOfHost } from "../../../runtime/web/login/tenant-of-host.ts"
import { readRoute, listPath, newPath, recordPath } from "../../../runtime/web/route/route.ts"
import { de } from "../../../runtime/web/text/de.ts"
import { en } from "../../../runtime/web/text/en.ts"
import { fr } from "../../../runtime/web/text/fr.ts"

describe("the application's own words", () => {
  for (const [language, texts] of Object.entries({ de, fr })) {
    it(`are all there in ${language}, with the same places to fill`, () => {
      const places = (text: string): readonly string[] =>
        [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
      for (const [key, text] of Object.entries(en)) {
        const translated: string = texts[key as keyof typeof en]
        expect(places(translated), key).to.deep.equal(places(text))
        expect(translated, key).to.not.equal("")
      }
    })
  }
})

describe("addresses", () => {
  it("lead back to what they were made of", () => {
    expect(readRoute(listPath("crm", "crm.leads"))).to.deep.equal({
      kind: "list",
      module: "crm",
      view: "crm.leads",
    })
    expect(readRoute(recordPath("crm.lead", "a/b"))).to.deep.equal({
      kind: "record",
      entity: "crm.lead",
      id: "a/b",
    })
    expect(readRoute(newPath("crm.lead"))).to.deep.equal({ kind: "new", entity: "crm.lead" })
    expect(readRoute("/")).to.deep.equal({ kind: "home" })
    expect(readRoute("/x/y/z")).to.deep.equal({ kind: "unknown" })
    expect(newPath("crm.quote", { account: "1" })).to.equal("/r/crm.quote/new?account=1")
  })

  it("name the tenant by their host, where it has one", () => {
    expect(tenantOfHost("acme.localhost")).to.equal("acme")
    expect(tenantOfHost("acme.example.com")).to.equal("acme")
    for (const host of ["localhost", "example.com", "www.example.com", "127.0.0.1", "::1"]) {
      expect(tenantOfHost(host), host).to.equal(undefined)
    }
  })
})
