// Months that are closed and opened again while others post: what is late is refused, whoever asks and with whatever document.
import { expect } from "chai"
import type { Doing, Person } from "../people.ts"

/** The first months alone, so that work goes on in the others; and one person alone, who knows what he closed. */
async function closed(person: Person): Promise<void> {
  const { clerk, dice, world } = person
  const month = `2026-0${String(dice.whole(1, 2))}`
  const [period] = await clerk.find("accounting.period", `name == '${month}'`)
  if (period === undefined) throw new Error(`no period ${month}`)
  if ((await person.move("accounting.period", period.id, "close")) === undefined) return
  const [debit, credit] = [world.store.account("1000"), world.store.account("4000")]
  const late = await clerk.make("accounting.journal_entry", {
    ...{ company: world.store.company, journal: world.store.chart.journals.get("GEN"), date: `${month}-20` },
    lines: [
      { account: debit, debit: "1.00" },
      { account: credit, credit: "1.00" },
    ],
  })
  const { status, json } = await clerk.ask(
    `POST records/accounting.journal_entry/${late.id}/transitions/post`,
    {},
  )
  expect([status, json.code], `${month} is closed`).to.deep.equal([422, "LED003"])
  await clerk.ask(`DELETE records/accounting.journal_entry/${late.id}`)
  await works(person)
  if (dice.next() < 0.7) await person.move("accounting.period", period.id, "reopen")
}

/** Time in which the others meet the closed month. */
async function works(person: Person): Promise<void> {
  for (let i = 0; i < 5; i++) await person.clerk.find("accounting.general_ledger", "date < '2026-01-02'")
}

export const closing: readonly Doing[] = [{ name: "closed", weight: 1, run: closed }]
