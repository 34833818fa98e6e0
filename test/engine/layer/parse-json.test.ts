import { expect } from "chai"
import fc from "fast-check"
import { parseJson } from "../../../engine/layer/index.ts"
import { fromText, membersOf } from "../json.ts"

function faultOf(text: string): string {
  const parsed = parseJson(text)
  return parsed.ok ? "none" : `${parsed.fault.line}:${parsed.fault.column} ${parsed.fault.message}`
}

describe("parseJson", () => {
  it("reads whatever JSON.stringify writes, as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, blanks) => {
        const pretty = JSON.stringify(fromText(text), null, blanks)
        expect(parseJson(pretty)).to.deep.equal({ ok: true, value: fromText(pretty) })
      }),
    )
  })

  it("accepts and refuses exactly what JSON.parse does, but for keys that stand twice", () => {
    const sign = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"a"',
      '"b"',
      "1",
      "-0.5e3",
      "01",
      "true",
      "nul",
      " ",
      "\n",
      "\\",
      '"',
      "\u0001",
    )
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), (signs) => {
        const text = signs.join("")
        const parsed = parseJson(text)
        if (!parsed.ok && parsed.fault.message.includes("twice")) return
        let expected = true
        try {
          JSON.parse(text)
        } catch {
          expected = false
        }
        expect(parsed.ok, text).to.equal(expected)
      }),
      { numRuns: 3000 },
    )
  })

  it("names line and column of the fault", () => {
    expect(faultOf('{\n  "a": 1,\n  "a": 2\n}')).to.equal('3:3 The key "a" stands twice in the same object.')
    expect(faultOf('{\n  "a": 1,\n}')).to.equal("3:1 A key in double quotes is expected here.")
    expect(faultOf('{"a" 1}')).to.equal('1:6 A ":" is expected here.')
    expect(faultOf('{"a": 1')).to.equal("1:8 The text ends too early.")
    expect(faultOf("[1] 2")).to.equal("1:5 More text follows after the end of the value.")
    expect(faultOf("")).to.equal("1:1 The text ends too early.")
    expect(faultOf('["a\nb"]')).to.equal(
      "1:2 The text in quotes does not end, or holds a sign that must be escaped.",
    )
    expect(faultOf("[".repeat(100))).to.equal("1:65 The text is nested deeper than 64 levels.")
  })

  it("skips a byte order mark and keeps keys of the prototype as data", () => {
    expect(parseJson("\ufeff[1]")).to.deep.equal({ ok: true, value: [1] })
    const parsed = parseJson('{"__proto__": {"a": 1}}')
    expect(parsed.ok && membersOf(parsed.value).map(([key]) => key)).to.deep.equal(["__proto__"])
  })
})
