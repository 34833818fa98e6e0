import { expect } from "chai"
import fc from "fast-check"
import { preparePatch, prepareRecord } from "../../../engine/record/index.ts"
import { env, order, otherId, someId } from "./fixture.ts"

const names = [...order.fields.keys(), "nmber", "__proto__", "constructor", "toString"]
/** Values that come near to being right, and everything that JSON can say. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    "",
    "A1",
    "open",
    "12.5",
    "-0.00",
    "2026-01-31",
    "2026-01-31T10:00:00Z",
    "09:30",
    "a@example.com",
    "#1F6FEB",
    someId,
    otherId,
  ),
  fc.constantFrom<unknown>(
    null,
    0,
    3,
    true,
    [],
    ["a"],
    [someId],
    { entity: "shop.item", id: someId },
    [{ price: "1.50" }],
    [{ id: someId, note: "x" }],
  ),
  fc.string({ unit: "binary" }),
  fc.jsonValue(),
)
const record = fc.oneof(
  fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value),
  fc.jsonValue(),
)
/** Fields whose values people give. */
const written = [...order.fields.values()].filter((field) => !field.system).map((field) => field.name)

describe("preparing anything", () => {
  it("never throws, and refuses with faults that have a path, a code and words", () => {
    fc.assert(
      fc.property(record, fc.constantFrom(prepareRecord, preparePatch), (input, prepare) => {
        const prepared = prepare(order, input, env)
        if (prepared.ok) return
        expect(prepared.faults).not.to.be.empty
        for (const { path, code, message } of prepared.faults) {
          expect(path).to.match(/^(?:\/|$)/)
          expect(code).to.be.oneOf(["PLN001", "PLN006", "PLN007"])
          expect(message).to.match(/\.$/)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it("takes again, unchanged, whatever it once gave", () => {
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(written.map((name) => [name, value])), { requiredKeys: [] }),
        (input) => {
          const accepted = Object.entries(input).filter(
            ([name, one]) => preparePatch(order, { [name]: one }, env).ok,
          )
          const once = preparePatch(order, Object.fromEntries(accepted), env)
          expect(once.ok).to.equal(true)
          if (once.ok) expect(preparePatch(order, once.record, env)).to.deep.equal(once)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it("lets a decimal through exactly when its exact value fits", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -2_000_000n, max: 2_000_000n }),
        fc.integer({ min: 0, max: 4 }),
        (unscaled, scale) => {
          const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0")
          const text = `${unscaled < 0n ? "-" : ""}${digits.slice(0, digits.length - scale)}${scale > 0 ? `.${digits.slice(-scale)}` : ""}`
          const inHundredths = unscaled * 10n ** BigInt(4 - scale)
          const fits = inHundredths % 100n === 0n && inHundredths >= -15_000n && inHundredths < 10_000_000n
          expect(preparePatch(order, { total: text }, env).ok, text).to.equal(fits)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
