// Every file of every module has the form of its metaschema, names it, and stands where its id says.
import { expect } from "chai"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { checkForm, type JsonValue } from "../../engine/metaschema/index.ts"
import { items } from "./items.ts"

describe("the files of the modules", () => {
  for (const item of items) {
    it(`${item.path} is well formed`, () => {
      expect(checkForm(item.kind, item.source)).to.deep.equal([])
      const schema = textAt(item.source, "$schema")
      expect(schema).to.match(new RegExp(`/${item.kind}\\.schema\\.json$`))
      expect(existsSync(join(item.folder, schema)), `${schema} is there`).to.equal(true)
      if (item.kind !== "messages")
        expect(textAt(item.source, item.kind === "module" ? "name" : "$id")).to.equal(item.id)
    })
  }
})

function textAt(source: JsonValue, key: string): string {
  const [, value] = Object.entries(source ?? {}).find(([name]) => name === key) ?? []
  return typeof value === "string" ? value : ""
}
