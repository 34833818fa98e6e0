import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { expect } from "chai"
import { Problem } from "../../../engine/error/index.ts"
import { additionNamed, faultsFor, layersFor, loadInstalled } from "../../../runtime/metadata/index.ts"

const manifest = (name: string): object => ({ name, title: `The ${name}`, version: "1.2.3" })

describe("plugins and templates on disk", () => {
  let root = ""
  const write = async (path: string, content: unknown): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), typeof content === "string" ? content : JSON.stringify(content))
  }
  const load = () =>
    loadInstalled({
      modules: join(root, "metadata"),
      plugins: join(root, "plugins"),
      templates: join(root, "templates"),
    })
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "additions-"))
    await write("metadata/a/module.json", { name: "a", title: "A", version: "1.0.0", depends: [] })
  })
  afterEach(() => rm(root, { recursive: true }))

  it("are none where their folders are not there", async () => {
    expect(await load()).to.deep.include({ additions: new Map(), diagnostics: [] })
  })

  it("are known by their refs, with what their manifests say and their files", async () => {
    await write("templates/retail/template.json", { ...manifest("retail"), description: "For shops." })
    await write("templates/retail/a/entities/item.json", {})
    await write("plugins/scan/plugin.json", manifest("scan"))
    await write("plugins/scan/package.json", { name: "not metadata" })
    await write("plugins/scan/metadata/a/entities/item.json", {})
    await write("plugins/code-only/plugin.json", manifest("code-only"))
    const { additions, diagnostics } = await load()
    expect(diagnostics).to.deep.equal([])
    expect([...additions.keys()]).to.deep.equal(["plugin:code-only", "plugin:scan", "template:retail"])
    const file = { path: "a/entities/item.json", content: {} }
    expect(additions.get("template:retail")).to.deep.equal({
      ref: "template:retail",
      kind: "template",
      name: "retail",
      title: "The retail",
      version: "1.2.3",
      description: "For shops.",
      layer: { name: "template:retail", kind: "template", files: [file] },
    })
    expect(additions.get("plugin:scan")?.layer.files).to.deep.equal([file])
    expect(additions.get("plugin:code-only")?.layer.files).to.deep.equal([])
  })

  it("are not confused with folders that hold something else", async () => {
    await write("templates/letters/invoice.hbs", "Dear {{name}}")
    expect(await load()).to.deep.include({ additions: new Map(), diagnostics: [] })
  })

  it("are left out with their faults when the manifest is missing, broken or of another name", async () => {
    await write("templates/bare/a/module.json", { title: "B" })
    await write("templates/broken/template.json", "{")
    await write("templates/odd/template.json", { ...manifest("odd"), titel: "Odd" })
    await write("templates/other/template.json", manifest("another"))
    const installed = await load()
    expect(installed.additions.size).to.equal(0)
    const found = installed.diagnostics.map(({ code, layer, file, pointer = "" }) => [
      code,
      layer,
      file,
      pointer,
    ])
    expect(found).to.deep.equal([
      ["MOD004", "template:bare", "template.json", ""],
      ["MOD002", "template:broken", "template.json", ""],
      ["MOD003", "template:odd", "template.json", "/titel"],
      ["MOD004", "template:other", "template.json", "/name"],
    ])
    expect(faultsFor(installed, [])).to.deep.equal([])
  })

  it("with a faulty file concern only those who add them", async () => {
    await write("templates/retail/template.json", manifest("retail"))
    await write("templates/retail/a/entities/item.json", "{")
    const installed = await load()
    expect(faultsFor(installed, [])).to.deep.equal([])
    expect(faultsFor(installed, ["template:retail"]).map(({ file }) => file)).to.deep.equal([
      "a/entities/item.json",
    ])
  })

  it("lie upon the modules, plugins first, below the tenant's own files", async () => {
    await write("templates/retail/template.json", manifest("retail"))
    await write("plugins/scan/plugin.json", manifest("scan"))
    const files = [{ path: "a/module.json", content: { title: "Mine" } }]
    const layers = layersFor(await load(), "acme", { additions: ["template:retail", "plugin:scan"], files })
    expect(layers.map(({ name, kind }) => `${kind} ${name}`)).to.deep.equal([
      "module a",
      "plugin plugin:scan",
      "template template:retail",
      "tenant acme",
    ])
  })

  it("that are not there are refused with the nearest name", async () => {
    await write("templates/retail/template.json", manifest("retail"))
    const installed = await load()
    const hint = (ref: string): string | undefined => {
      try {
        additionNamed(installed, ref)
      } catch (fault) {
        if (fault instanceof Problem && fault.code === "TEN011") return fault.parts.hint
      }
      return undefined
    }
    expect(hint("template:retial")).to.equal('Did you mean "template:retail"?')
    expect(hint("plugin:scan")).to.equal("Installed are: template:retail.")
  })
})
