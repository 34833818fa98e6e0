import { readFile } from "node:fs/promises"
import { expect } from "chai"
import { generateTypes } from "../../../scripts/types.ts"

describe("the generated types", () => {
  it("are those that the metaschemas give: `npm run types` mends it", async function () {
    this.timeout(20_000)
    for (const [name, text] of await generateTypes()) {
      const checkedIn = await readFile(
        new URL(`../../../engine/metaschema/generated/${name}`, import.meta.url),
        "utf8",
      )
      expect(checkedIn, name).to.equal(text)
    }
  })
})
