// Bank statements as banks write them, sent over HTTP: read whole, made once, or refused with what is wrong and where.
import { readFile } from "node:fs/promises"
import { expect } from "chai"
import { accountant, type Accountant, type Book } from "../../support/accountant.ts"
import { figure, rowsOf } from "../../support/figures.ts"
import type { Got } from "../../support/over-http.ts"

const iban = "DE02120300000000202051"

describe("importing bank statements", () => {
  let books: Accountant
  let account: string
  let customer: string
  before(async function () {
    this.timeout(120_000)
    books = await accountant()
    const fields = { company: books.company, name: "Main", iban, journal: books.chart.journals.get("BNK") }
    account = (await books.make("accounting.bank_account", fields)).id
    const holder = { kind: "company", name: "Müller & Söhne KG", is_customer: true }
    const accounts = [{ iban: "DE89370400440532013000" }]
    customer = (await books.make("base.party", { ...holder, bank_accounts: accounts })).id
  })
  after(() => books?.close())

  const file = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await readFile(new URL(`files/${name}`, import.meta.url)))
  const sent = (importer: string, content: string | Uint8Array<ArrayBuffer>, query = ""): Promise<Got> =>
    books.send(`POST imports/accounting.bank_statement_${importer}?${query}`, content)
  const faultsOf = ({ json }: Got): readonly string[] =>
    rowsOf(json["errors"] ?? json["faults"]).map(({ code, line }) => `${String(code)} ${String(line)}`)
  const statement = async ({ json }: Got, index = 0): Promise<Book> =>
    books.read("accounting.bank_statement", String((json["ids"] as string[])[index])) // ids of what was made
  const balances = ({ opening, closing, difference }: Book): readonly string[] =>
    [opening, closing, difference].map(figure)
  const moved = ({ lines }: Book): readonly string[] =>
    rowsOf(lines).map(({ date, amount }) => `${String(date)} ${figure(amount)}`)

  it("tells which importers there are for statements, and what they ask for", async () => {
    const { items } = await books.sure("GET imports?entity=accounting.bank_statement")
    const found = rowsOf(items).map(({ id, extensions }) => [id, extensions])
    expect(found).to.deep.equal([
      ["accounting.bank_statement_camt", [".xml", ".camt", ".c53"]],
      ["accounting.bank_statement_ofx", [".ofx", ".qfx", ".qbo"]],
      ["accounting.bank_statement_csv", [".csv", ".txt"]],
    ])
    expect(rowsOf(items)[2]).to.have.nested.property("input.bank_account.required", true)
  })

  it("[IM33] a dry run tells what would be made, and makes nothing", async () => {
    const { status, json } = await sent("camt", await file("january.camt053.v02.xml"), "dry_run=true")
    expect(status).to.equal(200)
    expect(json).to.deep.include({ dry_run: true, records: 1, ids: [], faults: [] })
    expect(rowsOf(json["preview"])[0]).to.deep.include({ name: "2026/1", opening: "1000", closing: "1139.5" })
    expect(await books.find("accounting.bank_statement", "true")).to.deep.equal([])
  })

  it("reads CAMT.053 version 2: batches, money of others, what is not booked yet", async () => {
    const got = await sent("camt", await file("january.camt053.v02.xml"))
    expect(got.status, got.text).to.equal(201)
    const made = await statement(got)
    expect(balances(made)).to.deep.equal(["1000.00", "1139.50", "0.00"])
    expect(made).to.include({ name: "2026/1", date: "2026-01-31", company: books.company })
    expect(moved(made)).to.deep.equal([
      "2026-01-12 119.00",
      "2026-01-20 -20.00",
      "2026-01-20 -30.00",
      "2026-01-28 75.00",
      "2026-01-31 -4.50",
    ])
    const [first, second, third, , last] = rowsOf(made["lines"])
    expect(first).to.include({
      ...{ text: "Rechnung SI/2026/00001 vom 02.01.2026", reference: null, party: customer },
      ...{ counterpart: "Müller & Söhne KG", counterpart_account: "DE89370400440532013000" },
    })
    expect(second).to.include({ reference: "PAY-1", counterpart: "Paper and Pens Ltd", party: null })
    expect(third).to.include({ reference: "PAY-2", counterpart: "Stadtwerke" })
    expect(last).to.include({ text: "Kontoführung 01/2026" })
  })

  it("[IM31] leaves out a statement that is there already", async () => {
    const { status, json } = await sent("camt", await file("january.camt053.v02.xml"))
    expect(status).to.equal(200)
    expect(json).to.deep.include({ records: 0, ids: [], skipped: { records: 1, rows: 0 } })
  })

  it("[IM25] reads CAMT.053 version 8 with two statements, the second following the first", async () => {
    const got = await sent("camt", await file("february-and-march.camt053.v08.xml"))
    expect(got.status, got.text).to.equal(201)
    const [february, march] = [await statement(got, 0), await statement(got, 1)]
    expect(balances(february)).to.deep.equal(["1139.50", "-60.50", "0.00"])
    expect(balances(march)).to.deep.equal(["-60.50", "39.50", "0.00"])
    expect(march["previous"]).to.equal(february.id)
    expect(rowsOf(february["lines"])[0]).to.include({
      reference: "RF18539007547034",
      counterpart: "Haus und Hof AG",
    })
  })

  it("reads OFX 1, and its next part in OFX 2 without the lines that both hold", async () => {
    const april = await sent("ofx", await file("april.ofx"))
    expect(april.status, april.text).to.equal(201)
    const first = await statement(april)
    expect(balances(first)).to.deep.equal(["39.50", "199.60", "0.00"])
    expect(rowsOf(first["lines"])[0]).to.include({ text: "Invoice SI/2026/00007", counterpart: "M&S Ltd" })
    expect(rowsOf(first["lines"])[1]).to.include({ text: "Telecom", reference: "1042" })
    const may = await sent("ofx", await file("may.ofx2.ofx"))
    expect(may.status, may.text).to.equal(201)
    expect(may.json["skipped"]).to.deep.equal({ records: 0, rows: 1 })
    expect(balances(await statement(may))).to.deep.equal(["199.60", "200.00", "0.00"])
  })

  it("reads a CSV file in Windows-1252, with commas, sides and lines before the headings", async () => {
    const asked = `bank_account=${account}`
    const none = await sent("csv", await file("june.csv"))
    expect([none.status, none.json.code]).to.deep.equal([422, "PLN006"])
    const got = await sent("csv", await file("june.csv"), asked)
    expect(got.status, got.text).to.equal(201)
    const made = await statement(got)
    expect(balances(made)).to.deep.equal(["200.00", "1377.50", "0.00"])
    expect(moved(made)).to.deep.equal(["2026-06-03 1190.00", "2026-06-15 -12.50"])
    const [first, second] = rowsOf(made["lines"])
    expect(first).to.include({ counterpart: "Müller & Söhne KG", party: customer })
    expect(String(first?.["text"])).to.match(/^Rechnung SI\/2026\/00009\s+zweiter Teil$/)
    expect(second).to.include({ counterpart: "Bäckerei", text: "Brötchen" })
    const again = await sent("csv", await file("june.csv"), asked)
    expect(again.json).to.deep.include({ records: 0, skipped: { records: 1, rows: 0 } })
  })

  it("[IM5] tells every line of a CSV file that is wrong, and makes nothing of it", async () => {
    const csv =
      "Date,Amount,Text\n2026-07-01,10.00,ok\n2026-07-32,1.00,day\n2026-07-02,x,sum\n2026-07-03,0.00,nothing\n"
    const got = await sent("csv", csv, `bank_account=${account}`)
    expect([got.status, got.json.code]).to.deep.equal([422, "IMP004"])
    expect(faultsOf(got)).to.deep.equal(["IMP005 3", "IMP005 4", "IMP007 5"])
    const mended = await sent(
      "csv",
      "Date,Amount\n2026-07-01,10.00\n2026-07-03,0.00\n",
      `bank_account=${account}&dry_run=true`,
    )
    expect(mended.status).to.equal(200)
    expect(rowsOf(mended.json["faults"])).to.deep.equal([
      { path: "/3/Amount", line: 3, column: "Amount", code: "IMP007", message: "Nothing has moved." },
    ])
    expect(await books.find("accounting.bank_statement", "date >= '2026-07-01'")).to.deep.equal([])
  })

  describe("refuses", () => {
    const camt = async (change: (text: string) => string): Promise<Got> =>
      sent(
        "camt",
        change(new TextDecoder().decode(await file("january.camt053.v02.xml")).replace("0352C", "OTHER")),
      )

    it("a file of an account that is not there, or of another than the one meant", async () => {
      expect(faultsOf(await camt((text) => text.replaceAll(iban, "DE00000000000000000000")))).to.include(
        "IMP006 10",
      )
      const other = {
        company: books.company,
        name: "Second",
        iban: "DE88",
        journal: books.chart.journals.get("CSH"),
      }
      const second = await books.make("accounting.bank_account", other)
      expect(faultsOf(await sent("ofx", await file("april.ofx"), `bank_account=${second.id}`))).to.deep.equal(
        ["IMP006 15"],
      )
    })

    it("a currency that is none, or that the account does not have", async () => {
      expect(faultsOf(await camt((text) => text.replaceAll("EUR", "XQX")))).to.include("IMP006 10")
      await books.change("accounting.bank_account", account, { currency: books.currency("EUR") })
      expect(faultsOf(await camt((text) => text.replaceAll("EUR", "USD")))).to.include("IMP007 10")
    })

    it("an opening balance that does not follow", async () => {
      const gap = await camt((text) => text.replaceAll("2026-01-31", "2026-12-31"))
      expect(gap.json.code, gap.text).to.equal("IMP004")
      expect(gap.text).to.include("The opening balance is not the closing balance of the statement before")
      expect(faultsOf(gap)).to.deep.equal(["IMP007 15"])
    })

    it("what is no such file, however it is broken", async () => {
      const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>`
      const hostile: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
        ["camt", laughs],
        ["camt", ""],
        ["camt", "Date,Amount\n1,2\n"],
        ["camt", "<Document><BkToCstmrStmt/></Document>"],
        ["ofx", "<html><body>Log in</body></html>"],
        ["csv", "PK\u0003\u0004\u0000\u0000"],
        ["csv", '"Date,Amount\n'],
        ["csv", new Uint8Array([0xff, 0xfe, 0x41])],
        ["camt", `<?xml version="1.0" encoding="klingon"?><a/>`],
      ]
      for (const [importer, content] of hostile) {
        const got = await sent(importer, content, importer === "csv" ? `bank_account=${account}` : "")
        expect([got.status, got.json.code], got.text).to.deep.equal([422, "IMP002"])
      }
      const deep = await sent("camt", "<a>".repeat(5000))
      expect([deep.status, deep.json.code]).to.deep.equal([413, "IMP003"])
    })

    it("an importer, or a parameter, that is not there", async () => {
      const none = await books.send("POST imports/accounting.bank_statement_cmt", "<a/>")
      expect([none.status, none.json.code, none.json["hint"]]).to.deep.equal([
        404,
        "IMP001",
        'Did you mean "accounting.bank_statement_camt"?',
      ])
      expect((await sent("camt", "<a/>", "bank_acount=1")).json).to.include({
        code: "REQ004",
        hint: 'Did you mean "bank_account"?',
      })
    })
  })
})
