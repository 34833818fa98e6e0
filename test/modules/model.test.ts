// The modules compile together, and each with what it depends on, to a model without a single diagnostic.
import { expect } from "chai"
import { compile } from "../../engine/model/index.ts"
import { entities, ledgers, modules } from "./items.ts"
import { layerOf, layers } from "./layers.ts"

describe("the model of the modules", () => {
  it("compiles without a diagnostic", () => {
    const compiled = compile(layers())
    expect(compiled.diagnostics).to.deep.equal([])
    if (!compiled.ok) throw new Error("no model")
    expect([...compiled.model.entities.keys()].sort()).to.deep.equal(
      [...entities, ...ledgers].map(({ id }) => id).sort(),
    )
  })

  it("is the same in whatever order the modules are given", () => {
    const [one, other] = [compile(layers()), compile(layers().toReversed())]
    if (!one.ok || !other.ok) throw new Error("no model")
    expect(one.model.fingerprint).to.equal(other.model.fingerprint)
  })

  for (const { id } of modules) {
    it(`stands for ${id} with what it depends on`, () => {
      const compiled = compile([...dependencies(id)].map(layerOf))
      expect(compiled.diagnostics).to.deep.equal([])
      expect(compiled.ok).to.equal(true)
    })
  }
})

function dependencies(id: string): Set<string> {
  const depends = modules.find((module) => module.id === id)?.source.depends ?? []
  return new Set([...depends.flatMap((other) => [...dependencies(other)]), id])
}
