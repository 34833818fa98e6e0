// docs/metadata.md tells the metadata language as it is: its tables are those of the metaschema, and its examples compile.
import { expect } from "chai"
import { readFile } from "node:fs/promises"
import type { JsonValue } from "../../engine/metaschema/index.ts"
import { compile } from "../../engine/model/index.ts"
import { metadataDocument, metadataDocumentPath } from "../../scripts/keywords.ts"
import { layers } from "./layers.ts"

describe("the document of the metadata language", () => {
  it("has every keyword as the metaschema tells it: `npm run types` mends it", async () => {
    expect(await readFile(metadataDocumentPath, "utf8")).to.equal(await metadataDocument())
  })

  it("shows an entity, its life cycle and a patch that compile", async () => {
    const text = await readFile(metadataDocumentPath, "utf8")
    // The border where text becomes JSON.
    const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(
      ([, example = ""]) => JSON.parse(example) as JsonValue,
    )
    const paths = ["crm/entities/visit.json", "crm/workflows/visit_cycle.json", "base/entities/user.json"]
    expect(examples).to.have.length(paths.length)
    const files = examples.map((content, at) => ({ path: paths[at] ?? "", content }))
    const compiled = compile([...layers(), { name: "examples", kind: "template", files }])
    expect(compiled.diagnostics).to.deep.equal([])
    expect(compiled.ok && compiled.model.entities.get("crm.visit")?.rows.has("expenses")).to.equal(true)
    expect(compiled.ok && compiled.model.entities.get("base.user")?.fields.has("sales_target")).to.equal(true)
  })
})
