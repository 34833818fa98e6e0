// Every plugin and template makes a model with the modules, speaks the promised languages, and points editors to a metaschema.
import { expect } from "chai"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { isObject, layerOf, mergeLayers } from "../../engine/layer/index.ts"
import type { JsonValue } from "../../engine/metaschema/index.ts"
import { compile } from "../../engine/model/index.ts"
import { layersFor, loadInstalled } from "../../runtime/metadata/index.ts"
import { promised, texts } from "./texts.ts"

const house = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const installed = await loadInstalled({
  modules: house("metadata"),
  plugins: house("plugins"),
  templates: house("templates"),
})

describe("the plugins and templates that come with the product", () => {
  it("can all be read", () => {
    expect(installed.diagnostics).to.deep.equal([])
    expect(installed.additions.has("template:wholesale")).to.equal(true)
  })

  for (const [ref, { kind, name, layer }] of installed.additions) {
    const root = join(house(`${kind}s`), name, kind === "plugin" ? "metadata" : "")
    const layers = layersFor(installed, "tenant", { additions: [ref], files: [] })

    it(`${ref} makes a model without a diagnostic`, () => {
      expect(compile(layers).diagnostics).to.deep.equal([])
    })

    it(`${ref} is named by what it brings`, () => {
      const { source } = mergeLayers(layers)
      for (const { path, content } of layer.files) {
        const [key] = leaves(content)
        expect(layerOf(source, path, key ?? ""), `${path}#${key}`).to.equal(ref)
      }
    })

    it(`${ref} is translated`, () => {
      const { source } = mergeLayers(layers)
      const wanted = layer.files.flatMap(({ path, content }) => texts(content, idOf(path)))
      for (const module of new Set(layer.files.map(({ path }) => path.split("/")[0])))
        for (const language of promised) {
          const known = source.items.get(`${module}/messages/${language}.json`)?.content ?? {}
          const mine = wanted.filter((pointer) => pointer.startsWith(`${module}.`))
          expect(mine.filter((pointer) => known[pointer] === undefined)).to.deep.equal([])
        }
    })

    it(`${ref} points editors to the metaschemas`, () => {
      for (const { path } of layer.files) {
        const file = join(root, path)
        const { $schema = "" } = JSON.parse(readFileSync(file, "utf8")) as { $schema?: string }
        expect(existsSync(join(dirname(file), $schema)) && $schema.endsWith(".schema.json"), path).to.equal(
          true,
        )
      }
    })
  }
})

function idOf(path: string): string {
  const [module = "", folder = "", name = ""] = path.split("/")
  if (folder === "messages") return ""
  return name === "" ? module : `${module}.${name.replace(".json", "")}`
}

/** Pointers of the values in an item that are no objects. */
function leaves(value: JsonValue, pointer = ""): readonly string[] {
  if (!isObject(value)) return [pointer]
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$schema" ? [] : leaves(inner, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  )
}
