// What every company has: capital to begin with, wages, rent and wear month by month, months that are closed once they are
// reported, and the year that is closed after them.
import { addDays } from "../days.ts"
import { decimal } from "../record.ts"
import { codesOf, type BookCodes } from "./codes.ts"
import type { Desk } from "./desk.ts"
import type { Fields } from "./types.ts"

/** Days after the end of a month on which it is closed, and after the end of a year. */
const [monthCloses, yearCloses] = [18, 40]

/** Amounts of a month in the currency of the company. */
export interface Household {
  readonly capital: number
  readonly wages: number
  readonly rent: number
  readonly wear: number
}

/** Lays down all that comes by itself. */
export function openHousehold(desk: Desk, { capital, wages, rent, wear }: Household): void {
  const { from, ground } = desk
  entry(desk, { day: from, key: "opening", text: "Capital paid in" }, { bank: capital, capital: -capital })
  entry(desk, { day: from, key: "equipment", text: "Equipment" }, { equipment: wear * 48, bank: -wear * 48 })
  for (let month = from.slice(0, 7); month <= ground.today.slice(0, 7); month = nextMonth(month)) {
    const last = addDays(`${nextMonth(month)}-01`, -1)
    const pay = Math.round(wages * (1 + 0.01 * desk.random.int(-3, 4)))
    const booked = (day: string, what: string, lines: Amounts): void =>
      desk.on(day, () => entry(desk, { day, key: `${what} ${month}`, text: `${what}, ${month}` }, lines))
    booked(`${month}-03`, "Rent", { rent, bank: -rent })
    booked(last, "Salaries", { salaries: pay, payroll: -pay })
    booked(`${nextMonth(month)}-02`, "Salaries paid", { payroll: pay, bank: -pay })
    booked(last, "Wear", { depreciation: wear, wear: -wear })
    booked(last, "Bank charges", { charges: 24.5, bank: -24.5 })
    const ends = addDays(last, month.endsWith("-12") ? yearCloses : monthCloses)
    desk.on(ends, () => close(desk, month, ends))
  }
}

/** By what they are for: debit above zero. */
type Amounts = Partial<Readonly<Record<Exclude<keyof BookCodes, "sales" | "purchases">, number>>>

function entry(
  desk: Desk,
  { day, key, text }: { readonly day: string; readonly key: string; readonly text: string },
  amounts: Amounts,
): void {
  const codes: Readonly<Record<string, unknown>> = { ...codesOf(desk.own) }
  const lines = Object.entries(amounts).map(([what, amount]): Fields => ({
    account: desk.account(String(codes[what])),
    [amount > 0 ? "debit" : "credit"]: decimal(Math.abs(amount)),
  }))
  const id = desk.id(key)
  desk.step({
    ...{ on: day, entity: "accounting.journal_entry", id, moves: ["post"], begins: "draft" },
    says: async () => ({ id, company: desk.company, date: day, text, lines }),
  })
}

/** The last month of a year is closed with the year. */
function close(desk: Desk, month: string, on: string): void {
  if (month.endsWith("-12")) closeYear(desk, month.slice(0, 4), on)
  const id = desk.id(`accounting.period ${month}`)
  desk.step({ on, entity: "accounting.period", id, moves: ["close"], begins: "open" })
}

function closeYear(desk: Desk, year: string, on: string): void {
  const id = desk.id(`close ${year}`)
  const fiscal_year = desk.id(`accounting.fiscal_year ${year}`)
  desk.step({
    ...{ on, entity: "accounting.year_close", id, moves: ["gather", "post"], begins: "draft" },
    says: async () => ({ id, company: desk.company, fiscal_year, date: `${year}-12-31` }),
  })
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7)
}
