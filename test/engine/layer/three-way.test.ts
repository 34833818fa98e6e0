import { expect } from "chai"
import fc from "fast-check"
import { isEqual, mergeThreeWay } from "../../../engine/layer/index.ts"
import type { JsonValue } from "../../../engine/metaschema/index.ts"

const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 3 }),
    fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__"), tie("value"), { maxKeys: 3 }),
  ),
})).value
const item = fc.option(json, { nil: undefined })

describe("mergeThreeWay", () => {
  it("takes what one side changed and reports what both changed, with the three values", () => {
    const base = { title: "Lead", fields: { name: { max: 10 }, phone: {} }, order: ["a"] }
    const theirs = { title: "Lead", fields: { name: { max: 20 }, phone: {}, mail: {} }, order: ["a", "b"] }
    const ours = { title: "Prospect", fields: { name: { max: 30 } }, order: ["b"] }
    expect(mergeThreeWay(base, theirs, ours)).to.deep.equal({
      merged: { title: "Prospect", fields: { name: { max: 30 }, mail: {} }, order: ["b"] },
      conflicts: [
        { pointer: "/fields/name/max", base: 10, theirs: 20, ours: 30 },
        { pointer: "/order", base: ["a"], theirs: ["a", "b"], ours: ["b"] },
      ],
    })
  })

  it("reports a key that one side removed and the other changed", () => {
    expect(mergeThreeWay({ a: { b: 1 } }, {}, { a: { b: 2 } }).conflicts).to.deep.equal([
      { pointer: "/a", base: { b: 1 }, theirs: undefined, ours: { b: 2 } },
    ])
  })

  it("escapes keys in pointers", () => {
    expect(mergeThreeWay({ "a/b~": 1 }, { "a/b~": 2 }, { "a/b~": 3 }).conflicts[0]?.pointer).to.equal(
      "/a~1b~0",
    )
  })

  it("holds the laws of merging", () => {
    fc.assert(
      fc.property(item, item, item, (base, theirs, ours) => {
        const { merged, conflicts } = mergeThreeWay(base, theirs, ours)
        const swapped = mergeThreeWay(base, ours, theirs)
        // What neither changed stays; what one changed is taken; equal changes are taken once.
        expect(isEqual(mergeThreeWay(base, base, ours).merged, ours)).to.equal(true)
        expect(isEqual(mergeThreeWay(base, theirs, base).merged, theirs)).to.equal(true)
        expect(mergeThreeWay(base, ours, ours)).to.deep.equal({ merged: ours, conflicts: [] })
        // Conflicts do not depend on the side; without conflicts neither does the merge.
        expect(swapped.conflicts.map((one) => one.pointer).sort()).to.deep.equal(
          conflicts.map((one) => one.pointer).sort(),
        )
        if (conflicts.length === 0) expect(isEqual(merged, swapped.merged)).to.equal(true)
        // Merging the merge again changes nothing more.
        expect(isEqual(mergeThreeWay(theirs, theirs, merged).merged, merged)).to.equal(true)
      }),
      { numRuns: 1000 },
    )
  })
})
