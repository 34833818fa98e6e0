import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect } from "chai"
import { compile } from "../../../engine/model/index.ts"
import { createModels, loadLayer, loadModules, overlayLayer } from "../../../runtime/metadata/index.ts"
import { readFolder } from "../../../runtime/metadata/read-folder.ts"
import { fromText } from "../../engine/json.ts"

const module = (name: string, depends: readonly string[] = []): string =>
  JSON.stringify({ name, title: name, version: "1.0.0", depends })
const entity = (id: string, properties: object = { name: { type: "string" } }): string =>
  JSON.stringify({
    $schema: "../../../engine/metaschema/entity.schema.json",
    $id: id,
    title: "T",
    type: "object",
    kind: "master",
    properties,
  })

describe("loading metadata", () => {
  let root = ""
  const write = async (path: string, text: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "metadata-"))
  })
  afterEach(() => rm(root, { recursive: true }))

  it("makes a layer of each module, after those it depends on", async () => {
    await write("a/module.json", module("a", ["z"]))
    await write("z/module.json", module("z"))
    await write("z/entities/item.json", entity("z.item"))
    const { layers, diagnostics } = await loadModules(root)
    expect(diagnostics).to.deep.equal([])
    expect(layers.map(({ name, kind, files }) => [name, kind, files.map((file) => file.path)])).to.deep.equal(
      [
        ["z", "module", ["z/entities/item.json", "z/module.json"]],
        ["a", "module", ["a/module.json"]],
      ],
    )
    expect(compile(layers).ok).to.equal(true)
  })

  it("lets a module change another below extends/", async () => {
    await write("a/module.json", module("a", ["z"]))
    await write(
      "a/extends/z/entities/item.json",
      JSON.stringify({ properties: { more: { type: "string" } } }),
    )
    await write("z/module.json", module("z"))
    await write("z/entities/item.json", entity("z.item"))
    const compiled = compile((await loadModules(root)).layers)
    expect(compiled.ok && [...(compiled.model.entities.get("z.item")?.fields.keys() ?? [])]).to.include(
      "more",
    )
  })

  it("MOD002 names line and column of what is not JSON, and reads on", async () => {
    await write("a/module.json", module("a"))
    await write("a/entities/bad.json", '{\n  "a": 1,\n  oops\n}')
    await write("a/entities/binary.json", new Uint8Array([0x22, 0xff, 0x22]))
    const { layers, diagnostics } = await loadModules(root)
    expect(diagnostics.map(({ code, file, message, layer }) => [code, file, message, layer])).to.deep.equal([
      ["MOD002", "a/entities/bad.json", "Line 3, column 3: A key in double quotes is expected here.", "a"],
      ["MOD002", "a/entities/binary.json", "The file is not UTF-8 text.", "a"],
    ])
    expect(layers[0]?.files.map((file) => file.path)).to.deep.equal(["a/module.json"])
  })

  it("MOD004 follows no links", async () => {
    await write("a/module.json", module("a"))
    await symlink("/etc", join(root, "a/entities"))
    expect((await loadModules(root)).diagnostics.map(({ code, file }) => [code, file])).to.deep.equal([
      ["MOD004", "a/entities"],
    ])
  })

  it("MOD007 keeps to its limits", async () => {
    await write("one.json", '"1234567890"')
    await write("two.json", "2")
    await write("a/b/c/deep.json", "3")
    const { files, diagnostics } = await readFolder(root, "x", { files: 1, bytes: 10, depth: 2 })
    expect(files).to.deep.equal([])
    expect(diagnostics.map(({ code, file }) => [code, file])).to.deep.equal([
      ["MOD007", "a/b/c"],
      ["MOD007", "one.json"],
      ["MOD007", ""],
    ])
  })

  it("reads a plugin's folder as one layer", async () => {
    await write("crm/entities/item.json", entity("crm.item"))
    const { layers } = await loadLayer(root, "gadget", "plugin")
    expect(layers).to.have.length(1)
    expect(layers[0]).to.include({ name: "gadget", kind: "plugin" })
  })
})

describe("the models at hand", () => {
  const layers = (title: string): Parameters<typeof compile>[0] => [
    { name: "a", kind: "module", files: [{ path: "a/module.json", content: fromText(module("a")) }] },
    overlayLayer("acme", [{ path: "a/module.json", content: { title } }]),
  ]

  it("are compiled once for equal metadata, and the one used longest ago goes first", () => {
    const models = createModels(2)
    const first = models.of(layers("one"))
    const again = models.of(layers("one"))
    expect(first.ok && again.ok && first.model === again.model).to.equal(true)
    const [two, three] = [models.of(layers("two")), models.of(layers("three"))]
    expect(models.size).to.equal(2)
    expect(first.ok && models.get(first.model.fingerprint)).to.equal(undefined)
    expect(two.ok && models.get(two.model.fingerprint)).to.equal(two.ok && two.model)
    models.of(layers("four"))
    expect(three.ok && models.get(three.model.fingerprint)).to.equal(undefined)
  })

  it("are not made of faulty metadata", () => {
    const models = createModels(2)
    const faulty = models.of([overlayLayer("acme", [{ path: "a/module.json", content: [] }])])
    expect(faulty.ok).to.equal(false)
    expect(models.size).to.equal(0)
  })
})

describe("the modules that come with the product", () => {
  it("compile without a single diagnostic", async () => {
    const { layers, diagnostics } = await loadModules(
      fileURLToPath(new URL("../../../metadata/", import.meta.url)),
    )
    expect([...diagnostics, ...compile(layers).diagnostics]).to.deep.equal([])
  })
})
