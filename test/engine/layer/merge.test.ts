import { expect } from "chai"
import fc from "fast-check"
import { isEqual, layerOf, mergeLayers, type Layer } from "../../../engine/layer/index.ts"
import type { JsonValue } from "../../../engine/metaschema/index.ts"
import { fromText, membersOf, toPlain } from "../json.ts"

const at = "shop/entities/item.json"

function layers(...contents: readonly JsonValue[]): readonly Layer[] {
  return contents.map((content, index) => ({
    name: `layer ${index}`,
    kind: "module",
    files: [{ path: at, content }],
  }))
}
function merged(...contents: readonly JsonValue[]): JsonValue | undefined {
  return mergeLayers(layers(...contents)).source.items.get(at)?.content
}

describe("mergeLayers", () => {
  it("is JSON Merge Patch: the examples of RFC 7386, appendix A, that are about objects", () => {
    const cases: readonly (readonly [JsonValue, JsonValue, JsonValue])[] = [
      [{ a: "b" }, { a: "c" }, { a: "c" }],
      [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
      [{ a: "b" }, { a: null }, {}],
      [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
      [{ a: ["b"] }, { a: "c" }, { a: "c" }],
      [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
      [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
      [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
      [{ e: "x" }, { a: { bb: { ccc: null } } }, { e: "x", a: { bb: {} } }],
    ]
    for (const [target, patch, result] of cases) expect(merged(target, patch)).to.deep.equal(result)
  })

  it("remembers for every key the layer that set it", () => {
    const { source } = mergeLayers(
      layers({ a: { b: 1, c: 2 }, d: 3 }, { a: { c: 5, e: { f: 1 } } }, { a: { e: { f: 2 } }, d: null }),
    )
    const by = (pointer: string): string | undefined => layerOf(source, at, pointer)
    expect([
      by(""),
      by("/a"),
      by("/a/b"),
      by("/a/c"),
      by("/a/e"),
      by("/a/e/f"),
      by("/a/b/unknown"),
    ]).to.deep.equal(["layer 0", "layer 0", "layer 0", "layer 1", "layer 1", "layer 2", "layer 0"])
  })

  it("replaces a scalar by an object and forgets who set what was inside before", () => {
    const { source } = mergeLayers(layers({ a: { b: 1 } }, { a: 1 }, { a: { b: 2 } }))
    expect(layerOf(source, at, "/a/b")).to.equal("layer 2")
    expect(source.items.get(at)?.content).to.deep.equal({ a: { b: 2 } })
  })

  it("removes an item by null and lets a later layer make it anew", () => {
    expect(merged({ a: 1 }, null)).to.equal(undefined)
    expect(merged({ a: 1 }, null, { b: 2 })).to.deep.equal({ b: 2 })
  })

  it("treats keys of the prototype as any other", () => {
    const evil: JsonValue = fromText('{"__proto__": {"polluted": true}, "constructor": {"a": 1}}')
    const result = merged({ a: 1 }, evil)
    expect(membersOf(result).map(([key]) => key)).to.have.members(["a", "__proto__", "constructor"])
    expect(Object.hasOwn(Object.prototype, "polluted")).to.equal(false)
  })

  it("refuses a file that is no object, and keeps what was there", () => {
    const { source, diagnostics } = mergeLayers(layers({ a: 1 }, [1]))
    expect(diagnostics.map(({ code, layer }) => [code, layer])).to.deep.equal([["MOD003", "layer 1"]])
    expect(source.items.get(at)?.content).to.deep.equal({ a: 1 })
  })

  it("gives the same however patches without a common key are ordered", () => {
    const json = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue().map(toPlain))
    fc.assert(
      fc.property(json, json, (left, right) => {
        const [x, y]: readonly [JsonValue, JsonValue] = [{ left: { ...left } }, { right: { ...right } }]
        return isEqual(merged({}, x, y), merged({}, y, x))
      }),
    )
  })
})
