// Text functions in PostgreSQL and in JavaScript, over all of Unicode.
import { expect } from "chai"
import pg from "pg"
import { BLANKS } from "../../../engine/expression/index.ts"
import { compareText, countCodePoints, lowerText, upperText } from "../../../engine/value/index.ts"
import { testDatabaseUrl } from "../../support/postgres.ts"

describe("text in PostgreSQL and in JavaScript", function () {
  this.timeout(60_000)
  let client: pg.Client
  /** Every character that JavaScript's version of Unicode knows, but for U+0000 and private ones. */
  const all = Array.from({ length: 0x10ffff }, (_, i) => String.fromCodePoint(i + 1)).filter(
    (x) => !/[\p{C}]/u.test(x) || /[\p{Cc}\p{Cf}]/u.test(x),
  )

  before(async () => {
    client = new pg.Client({ connectionString: await testDatabaseUrl() })
    await client.connect()
  })
  after(() => client.end())

  async function column(sql: string, values: readonly string[]): Promise<readonly unknown[]> {
    const text = `select ${sql} from unnest($1::text[]) with ordinality as u(x, n) order by n`
    return (await client.query({ text, values: [values], rowMode: "array" })).rows.map(
      (row: unknown[]) => row[0],
    )
  }

  const folds = [
    { fn: "lower", fold: lowerText, collation: "pg_c_utf8" },
    { fn: "upper", fold: upperText, collation: "pg_unicode_fast" },
  ]
  /** Assigned long ago, but paired with capitals only by Unicode 17. */
  const pairedLater = ["\ua7d3", "\ua7d5"]
  for (const { fn, fold, collation } of folds) {
    it(`[EX52] ${fn} folds every code point alike that both versions of Unicode know`, async () => {
      const [found, known] = [
        await column(`${fn}(x collate "${collation}")`, all),
        await column("unicode_assigned(x)", all),
      ]
      const differing = all.filter((x, i) => found[i] !== fold(x) && known[i] === true)
      expect(differing.filter((x) => !pairedLater.includes(x))).to.deep.equal([])
    })
  }

  it("[EX52] lower looks at each letter alone: no final sigma, no dots left over", async () => {
    const words = ["ΑΣ", "ΑΣΑ", "Σ", "Α.Σ", "\u0301Σ", "İI", "ΣΣ", "STRASSE"]
    expect(await column('lower(x collate "pg_c_utf8")', words)).to.deep.equal(words.map(lowerText))
    expect(lowerText("ΑΣ İ")).to.equal("ασ i")
  })

  it("[EX53] trim takes the same blanks, length counts the same code points", async () => {
    const blanks = all.filter((x) => x.trim() === "")
    expect(blanks.join("")).to.equal([...BLANKS].sort(compareText).join(""))
    expect(await column("length(x)", ["", "a", "😀", "e\u0301"])).to.deep.equal(
      ["", "a", "😀", "e\u0301"].map(countCodePoints),
    )
  })

  it("[EX31] text sorts by code point", async () => {
    const some = all.filter((_, i) => i % 997 === 0).concat("", "a", "ab", "b", "\uffff", "\u{10000}", "Ab")
    const { rows } = await client.query({
      text: 'select x from unnest($1::text[]) u(x) order by x collate "C"',
      values: [some],
      rowMode: "array",
    })
    expect(rows.map((row: unknown[]) => row[0])).to.deep.equal(some.toSorted(compareText))
  })
})
