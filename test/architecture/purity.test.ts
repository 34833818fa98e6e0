import { expect } from "chai"
import { basename, join } from "node:path"
import { impurities, looseEnds } from "./clean.ts"
import { refused } from "./compile.ts"
import { everywhere, fixture, root, sources } from "./sources.ts"

describe("the engine", function () {
  this.timeout(60_000)

  it("cannot be compiled with console, process, fetch, timers, Buffer, the DOM or node:fs", () => {
    const impure = sources(fixture, ["impure"]).map(({ path }) => join(fixture, path))
    expect(impure.length).to.be.greaterThan(5)
    const compiled = impure.filter((path) => !refused(impure).has(path))
    expect(compiled.map((path) => basename(path))).to.deep.equal([])
  })

  it("has no clock, no random, nothing asynchronous and no SQL text", () => {
    expect(shown(sources(root, ["engine"]).flatMap(impurities))).to.equal("")
  })

  for (const [file, rule] of [
    ["clock", "clock"],
    ["random", "random"],
    ["async", "async"],
    ["sql", "sql"],
  ] as const)
    it(`would be caught with ${rule}`, () => {
      expect(unclean(`${file}.ts`, impurities)).to.include(rule)
    })
})

describe("sources", () => {
  it("stay within 300 lines, without any, lone tests or notes to do later", () => {
    expect(shown(sources(root, everywhere).flatMap(looseEnds))).to.equal("")
  })

  for (const [file, rule] of [
    ["long.ts", "long"],
    ["any.ts", "any"],
    ["only.test.ts", "lone-test"],
    ["todo.ts", "note"],
  ] as const)
    it(`would be caught: ${rule}`, () => {
      expect(unclean(file, looseEnds)).to.include(rule)
    })

  it("that are clean are let through", () => {
    expect(unclean("clean.ts", impurities)).to.deep.equal([])
    expect(unclean("clean.ts", looseEnds)).to.deep.equal([])
  })
})

function shown(findings: ReturnType<Check>): string {
  return findings.map(({ rule, at }) => `${rule}: ${at}`).join("\n")
}

type Check = typeof impurities

function unclean(name: string, check: Check): string[] {
  const source = sources(fixture, ["unclean"]).find(({ path }) => path.endsWith(`/${name}`))
  if (source === undefined) throw new Error(`the fixture has no ${name}`)
  return check(source).map(({ rule }) => rule)
}
