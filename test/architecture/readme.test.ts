import { expect } from "chai"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root, sources } from "./sources.ts"

const readme = readFileSync(join(root, "README.md"), "utf8")

describe("README", () => {
  it("tells every variable that the configuration reads, and no other", () => {
    const told = [...readme.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = ""]) => name)
    const config = sources(root, ["runtime/config"]).map(({ text }) => text)
    const reader = /\b(?:whole|text|choice|yesOrNo|number)\(\s*(?:environment,\s*)?"([A-Z_]+)"/g
    const read = config.flatMap((text) => [...text.matchAll(reader)].map(([, name = ""]) => name))
    expect(read).to.not.be.empty
    expect(told.toSorted()).to.deep.equal([...new Set(read)].sort())
  })

  it("has the one start command and the one test command on its first screen", () => {
    const screen = readme.split("\n").slice(0, 30).join("\n")
    expect(screen).to.include("npm ci && npm start").and.to.include("npm ci && npm test")
  })
})

describe("documents", () => {
  for (const name of [
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/errors.md",
    "docs/metadata.md",
    "docs/measurements.md",
  ])
    it(`${name} links only to what is there`, () => {
      const text = readFileSync(join(root, name), "utf8")
      const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = ""]) => path)
      const missing = links.filter((path) => !existsSync(join(root, name, "..", path)))
      expect(missing).to.deep.equal([])
    })

  it("name only files and folders that are there", () => {
    const texts = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"].map((name) =>
      readFileSync(join(root, name), "utf8"),
    )
    const named = texts.flatMap((text) => [
      ...text.matchAll(/`((?:engine|runtime|test|bench|scripts|metadata|docs|bin)\/[\w./-]*)`/g),
    ])
    const missing = named.map(([, path = ""]) => path).filter((path) => !existsSync(join(root, path)))
    expect(missing).to.deep.equal([])
  })
})
