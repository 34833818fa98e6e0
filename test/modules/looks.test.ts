// What people see has a face: icons that exist, a label for every value of a list, colours only for values there are.
import { expect } from "chai"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type { Property } from "../../engine/metaschema/index.ts"
import { entities, modules, views } from "./items.ts"

const icons = join(dirname(createRequire(import.meta.url).resolve("@tabler/icons-react")), "../esm/icons")

describe("the looks of the modules", () => {
  it("have icons that Tabler draws", () => {
    const named = [...modules, ...entities, ...views].flatMap(({ path, source }) =>
      source.icon === undefined ? [] : [{ path, icon: source.icon }],
    )
    expect(named.filter(({ icon }) => !existsSync(join(icons, `Icon${pascal(icon)}.mjs`)))).to.deep.equal([])
  })

  it("give every module and entity an icon and a plural", () => {
    expect(modules.filter(({ source }) => source.icon === undefined).map(({ id }) => id)).to.deep.equal([])
    const bare = entities.filter(({ source }) => source.icon === undefined || source.plural === undefined)
    expect(bare.map(({ id }) => id)).to.deep.equal([])
  })

  for (const { path, source } of entities) {
    it(`${path} has a title on every field and every value`, () => {
      const tables = [
        source.properties,
        ...Object.values(source.$defs ?? {}).map(({ properties }) => properties),
      ]
      for (const [name, property] of tables.flatMap((properties) => Object.entries(properties))) {
        expect(property.title, name).to.be.a("string")
        expect(unlabelled(property), name).to.deep.equal([])
      }
    })
  }
})

/** Values without a label, and labels or colours without a value. */
function unlabelled({
  enum: values,
  items,
  enum_titles: titles,
  enum_colors: colors,
}: Property): readonly string[] {
  const all = values ?? items?.enum ?? []
  const labelled = Object.keys(titles ?? {})
  const strangers = [...labelled, ...Object.keys(colors ?? {})].filter((value) => !all.includes(value))
  return [...all.filter((value) => !labelled.includes(value)), ...strangers]
}

function pascal(icon: string): string {
  return icon.replaceAll(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase())
}
