import { expect } from "chai"
import { preparePatch, prepareRecord, type Prepared } from "../../../engine/record/index.ts"
import { env, order, otherId, someId } from "./fixture.ts"

const least = { number: "A1", lines: [{ price: "1" }] }

function faults(prepared: Prepared): readonly string[] {
  return prepared.ok
    ? []
    : prepared.faults.map(
        ({ path, code, message, hint }) =>
          `${code} ${path}: ${message}${hint === undefined ? "" : ` ${hint}`}`,
      )
}
/** What becomes of one value of a new record: its clean form, or its fault without the title. */
function read(name: string, value: unknown): unknown {
  const prepared = prepareRecord(order, { ...least, [name]: value }, env)
  return prepared.ok
    ? prepared.record[name]
    : prepared.faults.map((fault) => `${fault.path}: ${fault.message}`).join("; ")
}

describe("prepareRecord", () => {
  it("fills in defaults: constants, and expressions over the day and the user", () => {
    const prepared = prepareRecord(order, least, env)
    expect(prepared.ok && prepared.record).to.deep.equal({
      number: "A1",
      lines: [{ price: "1", pieces: 1 }],
      state: "open",
      paid: false,
      serial: "S",
      day: "2026-01-31",
      owner: someId,
      team: otherId,
    })
  })

  it("keeps an explicit null instead of the default", () => {
    expect(read("state", null)).to.equal(null)
    expect(read("day", null)).to.equal(null)
  })

  it("leaves a default of the user empty when the system writes", () => {
    const prepared = prepareRecord(order, least, { today: env.today, now: env.now })
    expect(prepared.ok && prepared.record["owner"]).to.equal(null)
  })

  it("reports every fault at once, with path, words and the nearest name", () => {
    expect(
      faults(
        prepareRecord(
          order,
          { nmber: "A", id: someId, sum: "1", lines: [{ price: "x", nte: "" }, {}], state: "opn", "a/b": 1 },
          env,
        ),
      ),
    ).to.deep.equal([
      'PLN001 /nmber: Order has no field "nmber". Did you mean "number"?',
      "PLN007 /id: Id is kept by the system. Leave it out.",
      "PLN007 /sum: Sum is kept by the system. Leave it out.",
      'PLN006 /lines/0/price: Price must be a decimal number in quotes. Send "12.50".',
      'PLN001 /lines/0/nte: Line has no field "nte". Did you mean "note"?',
      "PLN006 /lines/1/price: Price is needed.",
      'PLN006 /state: State must be one of open, sent. Did you mean "open"?',
      'PLN001 /a~1b: Order has no field "a/b".',
      "PLN006 /number: Number is needed.",
    ])
  })

  it("refuses what is no object, and keys of the prototype", () => {
    for (const input of [null, 1, "x", [], undefined])
      expect(faults(prepareRecord(order, input, env))[0]).to.contain("must be an object")
    expect(faults(prepareRecord(order, JSON.parse('{"__proto__": {"number": "A1"}}'), env))).to.contain(
      'PLN001 /__proto__: Order has no field "__proto__".',
    )
  })

  it("needs a value where one is required: absent, null, empty text and no rows are none", () => {
    for (const input of [{}, { number: null, lines: null }, { number: "", lines: [] }])
      expect(
        faults(prepareRecord(order, input, env))
          .map((fault) => fault.split(":")[0])
          .sort(),
      ).to.deep.equal(["PLN006 /lines", "PLN006 /number"])
  })

  it("tells a hundred faults at most", () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1]))
    expect(faults(prepareRecord(order, many, env))).to.have.length(100)
  })
})

describe("preparePatch", () => {
  it("takes only what is there: no defaults, nothing required but what is emptied", () => {
    const prepared = preparePatch(order, { count: 3, day: null }, env)
    expect(prepared.ok && prepared.record).to.deep.equal({ count: 3, day: null })
    expect(faults(preparePatch(order, { number: null }, env))).to.deep.equal([
      "PLN006 /number: Number is needed.",
    ])
    expect(faults(preparePatch(order, { number: "" }, env))).to.deep.equal([
      "PLN006 /number: Number is needed.",
    ])
  })

  it("takes child rows with an id as patches and others as new", () => {
    const prepared = preparePatch(
      order,
      { lines: [{ id: someId.toUpperCase(), note: "x" }, { price: "2.50" }] },
      env,
    )
    expect(prepared.ok && prepared.record).to.deep.equal({
      lines: [
        { note: "x", id: someId },
        { price: "2.5", pieces: 1 },
      ],
    })
  })

  it("refuses a row twice, a bad id, and an emptied required field of a row", () => {
    expect(
      faults(preparePatch(order, { lines: [{ id: someId }, { id: someId, price: null }, { id: 3 }] }, env)),
    ).to.deep.equal([
      "PLN006 /lines/1/price: Price is needed.",
      "PLN006 /lines/1/id: The same row stands in the list twice.",
      "PLN006 /lines/2/id: The id of a row is a UUID. Leave it out for a new row.",
    ])
    expect(
      faults(prepareRecord(order, { number: "A", lines: [{ id: someId, price: "1" }] }, env)),
    ).to.deep.equal(["PLN007 /lines/0/id: Id is kept by the system. Leave it out."])
  })
})
