import { createHash } from "node:crypto"
import { expect } from "chai"
import fc from "fast-check"
import {
  canonicalJson,
  compareText,
  countCodePoints,
  isStorable,
  lowerText,
  sha256,
  upperText,
} from "../../../engine/value/index.ts"

describe("text", () => {
  it("is ordered as its UTF-8 bytes are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareText(a, b))).to.equal(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
    expect(compareText("\uffee", "😀")).to.be.lessThan(0)
  })

  it("is counted by code point", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(countCodePoints(text)).to.equal([...text].length)
      }),
    )
  })

  it("can be stored unless it holds U+0000 or half of a pair", () => {
    expect(["", "a", "😀", "\ufffd"].every(isStorable)).to.equal(true)
    expect(["\u0000", "a\ud800", "\udc00a"].some(isStorable)).to.equal(false)
  })

  it("is folded without looking at neighbours", () => {
    expect(lowerText("ΑΣ İ Straße")).to.equal("ασ i straße")
    expect(upperText("Straße ﬁ")).to.equal("STRASSE FI")
  })
})

describe("fingerprints", () => {
  it("are SHA-256 of UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(sha256(text)).to.equal(createHash("sha256").update(text).digest("hex"))
      }),
    )
  })

  it("canonical JSON does not depend on the order of keys", () => {
    expect(canonicalJson({ b: [1, null, { d: '"', c: true }], a: undefined })).to.equal(
      '{"b":[1,null,{"c":true,"d":"\\""}]}',
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
        const turned = Object.fromEntries(Object.entries(object).toReversed())
        expect(canonicalJson(turned)).to.equal(canonicalJson(object))
        expect(JSON.parse(canonicalJson(object))).to.deep.equal({ ...object })
      }),
    )
  })
})
