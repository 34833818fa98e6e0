// The seven kinds of work, as the same HTTP requests to each server.
import type { Call } from "./load.ts"

export interface Work {
  readonly name: string
  readonly connections: readonly number[]
  readonly call: () => Call
  /** Whether every server must give the very same body, or only one of the same shape. */
  readonly same: "body" | "shape"
}

const base = "/api/v1/records/bench.invoice"
const open = `filter=${encodeURIComponent("status == 'open'")}&sort=-issue_date&limit=25`
const fields = "number,issue_date,total,customer.name"

/** The works over records with the given ids; ids are picked at random, so a run is spread over the table. */
export function works(invoices: readonly string[], customers: readonly string[]): readonly Work[] {
  return [...reads(invoices), ...writes(invoices, customers)]
}

function reads(invoices: readonly string[]): readonly Work[] {
  const get = (name: string, path: () => string): Work => ({
    name,
    connections: [1, 32],
    same: "body",
    call: () => ({ method: "GET", path: base + path() }),
  })
  return [
    get("read one", () => `/${any(invoices)}`),
    get("list 25, filtered and sorted", () => `?${open}`),
    get("list 25, a reference expanded", () => `?${open}&fields=${fields}&expand=customer`),
    get("sum by group", () => "/aggregate?group=status&measures=sum(total),count()"),
  ]
}

function writes(invoices: readonly string[], customers: readonly string[]): readonly Work[] {
  const send = (
    name: string,
    connections: readonly number[],
    call: () => Omit<Call, "body">,
    body: () => object,
  ): Work => ({
    name,
    connections,
    same: "shape",
    call: () => ({ ...call(), body: JSON.stringify(body()) }),
  })
  const one = (): object => record(any(customers))
  const post = (): Omit<Call, "body"> => ({ method: "POST", path: base })
  const patch = (): Omit<Call, "body"> => ({ method: "PATCH", path: `${base}/${any(invoices)}` })
  return [
    send("create one", [1, 32], post, one),
    send("update one field", [1, 32], patch, () => ({ reference: `PO ${made++}` })),
    send("create 100", [1], post, () => Array.from({ length: 100 }, one)),
  ]
}

let made = 0

function record(customer: string): object {
  return {
    number: `N-${process.pid}-${made++}`,
    customer,
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
  }
}

function any(ids: readonly string[]): string {
  return ids[Math.floor(Math.random() * ids.length)] ?? ""
}
