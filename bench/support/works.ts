// The seven kinds of work, as the same HTTP requests to each server.
import type { Call } from "./load.ts"

export interface Work {
  readonly name: string
  readonly connections: readonly number[]
  readonly call: () => Call
  /** Whether every server must give the very same body. */
  readonly same: "body" | "shape"
}

const base = "/api/v1/records/bench.invoice"
const json = (value: unknown): string => JSON.stringify(value)

/** The works over records with the given ids; ids are picked at random, so a run is spread over the table. */
export function works(invoices: readonly string[], customers: readonly string[]): readonly Work[] {
  const any = (ids: readonly string[]): string => ids[Math.floor(Math.random() * ids.length)] ?? ""
  let made = 0
  const record = (): object => ({
    number: `N-${process.pid}-${made++}`,
    customer: any(customers),
    issue_date: "2026-03-01",
    due_date: "2026-03-31",
    status: "draft",
    currency: "EUR",
    net: "100.00",
    tax: "19.00",
    total: "119.00",
    reference: "PO 4711",
    notes: "Delivered to the rear entrance.",
    paid: false,
  })
  const open = `filter=${encodeURIComponent("status == 'open'")}&sort=-issue_date&limit=25`
  const fields = "number,issue_date,total,customer.name"
  return [
    {
      name: "read one",
      connections: [1, 32],
      same: "body",
      call: () => ({ method: "GET", path: `${base}/${any(invoices)}` }),
    },
    {
      name: "list 25, filtered and sorted",
      connections: [1, 32],
      same: "body",
      call: () => ({ method: "GET", path: `${base}?${open}` }),
    },
    {
      name: "list 25 with a reference expanded",
      connections: [1, 32],
      same: "body",
      call: () => ({ method: "GET", path: `${base}?${open}&fields=${fields}&expand=customer` }),
    },
    {
      name: "create one",
      connections: [1, 32],
      same: "shape",
      call: () => ({ method: "POST", path: base, body: json(record()) }),
    },
    {
      name: "update one field",
      connections: [1, 32],
      same: "shape",
      call: () => ({
        method: "PATCH",
        path: `${base}/${any(invoices)}`,
        body: json({ reference: `PO ${made++}` }),
      }),
    },
    {
      name: "create 100",
      connections: [1],
      same: "shape",
      call: () => ({ method: "POST", path: base, body: json(Array.from({ length: 100 }, record)) }),
    },
    {
      name: "sum by group",
      connections: [1, 32],
      same: "body",
      call: () => ({ method: "GET", path: `${base}/aggregate?group=status&measures=sum(total),count()` }),
    },
  ]
}
