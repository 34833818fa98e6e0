// A company in which several people can work at once: parties, goods of every way of costing, a sealed journal, a second
// currency and the months of a year.
import { storesOf, type Storekeeper } from "../support/storekeeper.ts"
import type { Accountant } from "../support/accountant.ts"
import type { Fields } from "../support/clerk.ts"
import type { World } from "./people.ts"

export async function worldOf(books: Accountant): Promise<World> {
  const store = await storesOf(books)
  const more = async (role: "is_customer" | "is_supplier", name: string): Promise<string> =>
    (await store.make("base.party", { kind: "company", name, [role]: true })).id
  const item = (fields: Fields): Promise<string> => store.item({ sales_price: "20", ...fields })
  const customers = [store.customer, await more("is_customer", "Second")] as const
  const suppliers = [store.supplier, await more("is_supplier", "Other")] as const
  const items = [
    await item({ valuation_method: "fifo" }),
    await item({ valuation_method: "moving_average" }),
    await item({ valuation_method: "standard", standard_cost: "7.35" }),
    await item({ valuation_method: "moving_average", allow_negative: true }),
  ] as const
  const tax = (code: string): string => store.chart.taxes.get(code) ?? ""
  await store.change("base.currency", store.currency("USD"), { active: true })
  await set(store)
  return { store, customers, suppliers, items, taxes: [tax("S20"), tax("S10"), tax("S0")], tally: new Map() }
}

async function set({ company, make, move, change, account }: Storekeeper): Promise<void> {
  const sealed = await make("accounting.journal", {
    company,
    code: "SEAL",
    name: "Sealed",
    type: "sales",
    hashed: true,
  })
  await change("base.company", company, {
    sales_journal: sealed.id,
    goods_delivered_account: account("1210"),
  })
  const days = { first_day: "2026-01-01", last_day: "2026-12-31" }
  const year = await make("accounting.fiscal_year", { company, name: "2026", ...days })
  await move("accounting.fiscal_year", year.id, "make_periods")
}
