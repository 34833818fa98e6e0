import { expect } from "chai"
import type { ReportColumn } from "../../../runtime/web/contract/report.ts"
import { headOf, type HeadWords } from "../../../runtime/web/report/head.ts"

const words: HeadWords = {
  across: (across) => (across === "all" ? "Total" : (across.title ?? "(none)")),
  period: (period) => period,
  part: (part) => part,
}
const column = (key: string, title: string, more: Partial<ReportColumn> = {}): ReportColumn => ({
  ...{ key, title, type: "decimal" },
  ...more,
})

/** Lines of cells as `title`, with columns x lines where it is over more than one. */
const drawn = (columns: readonly ReportColumn[]): readonly (readonly string[])[] =>
  headOf(columns, words).map((cells) =>
    cells.map(({ title, columns: across, rows }) =>
      across * rows === 1 ? title : `${title} ${across}x${rows}`,
    ),
  )

describe("the head of a report", () => {
  it("is one line where columns have nothing in common", () => {
    expect(drawn([column("a", "Debit"), column("b", "Credit")])).to.deep.equal([["Debit", "Credit"]])
  })

  it("says periods alone where all columns in them are of one kind", () => {
    const months = ["2026-01", "2026-02"].map((period) => column(`a@${period}`, "Amount", { period }))
    expect(drawn([column("q", "Quantity"), ...months])).to.deep.equal([["Quantity", "2026-01", "2026-02"]])
  })

  it("sets values above periods, and periods above what differs in them", () => {
    const values = [{ key: "n", title: "North" }, "all"] as const
    const columns = values.flatMap((across) =>
      ["2026-01", "2026-02"].map((period) =>
        column(`${JSON.stringify(across)}@${period}`, "Amount", { across, period }),
      ),
    )
    expect(drawn([...columns, column("n", "Share")])).to.deep.equal([
      ["North 2x1", "Total 2x1", "Share 1x2"],
      ["2026-01", "2026-02", "2026-01", "2026-02"],
    ])
    const compared = (["now", "before", "change"] as const).map((part) =>
      column(`b:${part}`, "Amount", { period: "2026-01", ...(part === "now" ? {} : { part }) }),
    )
    expect(drawn(compared)).to.deep.equal([["2026-01 3x1"], ["Amount", "before", "change"]])
    const two = [...compared, ...compared.map((one) => ({ ...one, key: `t${one.key}`, title: "Tax" }))]
    expect(drawn(two)[1]).to.include.members(["Amount", "Amount, change", "Tax, change"])
  })

  it("keeps the same words apart where they stand in different blocks", () => {
    const both = ["2026-01", "2026-02"].flatMap((period) =>
      ["Base", "Tax"].map((title) => column(`${title}@${period}`, title, { period })),
    )
    expect(drawn(both)).to.deep.equal([
      ["2026-01 2x1", "2026-02 2x1"],
      ["Base", "Tax", "Base", "Tax"],
    ])
  })
})
