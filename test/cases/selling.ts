// Selling over HTTP: a pipeline of three stages, opportunities of accounts of their own, and quotes.
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"

export interface Selling {
  readonly books: Accountant
  readonly pipeline: string
  /** Of 10, 50 and 80 per cent. */
  readonly stages: readonly string[]
  readonly opportunity: (id: string) => Promise<Book>
  /** A quote of one line for the opportunity. */
  readonly quote: (to: Book, line: Fields) => Promise<Book>
  /** A new opportunity of a new account, in the first stage unless the fields say another. */
  readonly opened: (fields?: Fields) => Promise<Book>
}

/** Begins to sell, in books of its own. */
export async function selling(): Promise<Selling> {
  const books = await accountant()
  const pipeline = (await books.make("crm.pipeline", { name: "Selling" })).id
  const told = ["10", "50", "80"].map((probability, position) => ({
    ...{ pipeline, name: `Step ${position}`, position: position + 1, probability },
  }))
  const stages = await Promise.all(told.map(async (stage) => (await books.make("crm.stage", stage)).id))
  return {
    ...{ books, pipeline, stages },
    opportunity: (id) => books.read("crm.opportunity", id),
    quote: (to, line) =>
      books.make("crm.quote", {
        ...{ account: to["account"], opportunity: to.id, currency: to["currency"] },
        lines: [{ description: "Work", ...line }],
      }),
    opened: async (fields = {}) =>
      books.make("crm.opportunity", {
        ...{ name: "Business", account: (await books.make("crm.account", { name: "Prospect" })).id },
        ...{ pipeline, stage: stages[0], currency: books.currency("EUR"), ...fields },
      }),
  }
}
