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

  it("is the same in whatever order modules come that do not depend on each other", () => {
    const depending = new Map(modules.map(({ id }) => [id, dependencies(id).size]))
    const order = modules.toSorted((a, b) => (depending.get(a.id) ?? 0) - (depending.get(b.id) ?? 0))
    const swapped = order
      .toReversed()
      .toSorted((a, b) => (depending.get(a.id) ?? 0) - (depending.get(b.id) ?? 0))
    const [one, other] = [order, swapped].map((all) => compile(all.map(({ id }) => layerOf(id))))
    if (one?.ok !== true || other?.ok !== true) throw new Error("no model")
    expect(order).not.to.deep.equal(swapped)
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
