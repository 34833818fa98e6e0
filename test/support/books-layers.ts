// A small module `books` that uses every keyword of ledgers, for tests of posting and of what PostgreSQL keeps.
import type { Layer } from "../../engine/layer/index.ts"
import type { JsonObject } from "../../engine/metaschema/index.ts"

type File = Layer["files"][number]
type Source = JsonObject

const file = (folder: string, id: string, content: Source): File => ({
  path: id.replace(".", `/${folder}/`) + ".json",
  content: { $id: id, ...content },
})
const entity = (id: string, properties: Source, more: Source = {}): File =>
  file("entities", id, { title: id, type: "object", kind: "master", properties, ...more })
const text = { type: "string", maxLength: 100 }
const flag = { type: "boolean", default: false }
const date = { type: "string", format: "date" }
const money = { type: "string", format: "decimal", precision: 18, scale: 2 }
const zero = { ...money, default: "0" }
const quantity = { type: "string", format: "decimal", precision: 18, scale: 4 }
const ref = (id: string): Source => ({ ref: id })

const base: Layer = {
  name: "base",
  kind: "module",
  files: [
    { path: "base/module.json", content: { name: "base", title: "Base", version: "1.0.0", depends: [] } },
    entity("base.user", { name: text, roles: { type: "array", items: { type: "string", format: "role" } } }),
    file("roles", "base.admin", { title: "Administrator", entities: {}, all: true }),
  ],
}

const masters = [
  entity("books.company", { name: text }),
  entity("books.account", {
    code: text,
    name: text,
    company: ref("books.company"),
    party_required: flag,
    debits: { ...money, rollup: { of: "books.general", via: "account", fn: "sum", field: "debit" } },
  }),
  entity("books.journal", { code: text, hashed: flag, type: { type: "string", enum: ["sale", "general"] } }),
  entity("books.party", { name: text }),
  entity("books.item", {
    name: text,
    stock_account: ref("books.account"),
    may_be_negative: flag,
    in_stock: { ...quantity, rollup: { of: "books.stock", via: "item", fn: "sum", field: "quantity" } },
  }),
  entity("books.place", { name: text }),
  entity("books.period", {
    company: ref("books.company"),
    journal_type: { type: "string", enum: ["sale", "general"] },
    first: date,
    last: date,
    closed: flag,
  }),
  entity("books.exception", {
    company: ref("books.company"),
    person: ref("base.user"),
    first: date,
    expires: { type: "string", format: "date-time" },
  }),
]

const line = {
  type: "object",
  properties: { account: ref("books.account"), party: ref("books.party"), debit: zero, credit: zero },
}
const move = {
  type: "object",
  properties: { item: ref("books.item"), place: ref("books.place"), quantity, value: money },
}
const documents = [
  entity(
    "books.voucher",
    {
      company: ref("books.company"),
      journal: ref("books.journal"),
      date,
      memo: text,
      lines: { type: "array", items: { $ref: "#/$defs/line" } },
    },
    { kind: "document", $defs: { line }, comments: false, attachments: false, activities: false },
  ),
  entity(
    "books.movement",
    {
      company: ref("books.company"),
      journal: ref("books.journal"),
      date,
      counter_account: ref("books.account"),
      lines: { type: "array", items: { $ref: "#/$defs/line" } },
    },
    { kind: "document", $defs: { line: move }, comments: false, attachments: false, activities: false },
  ),
]

const states = {
  draft: { title: "Draft" },
  posted: { title: "Posted" },
  cancelled: { title: "Cancelled", final: true },
}
const cancel = { title: "Cancel", from: ["posted"], to: "cancelled", effects: { all: { reverse: "all" } } }
const cycles = [
  file("workflows", "books.voucher_cycle", {
    kind: "lifecycle",
    entity: "books.voucher",
    initial: "draft",
    states,
    transitions: {
      post: {
        title: "Post",
        from: ["draft"],
        to: "posted",
        effects: {
          books: {
            post: "books.general",
            date: "date",
            entries: {
              line: {
                each: "lines",
                company: "parent.company",
                journal: "parent.journal",
                account: "account",
                party: "party",
                amount: "debit - credit",
                memo: "parent.memo",
              },
            },
          },
        },
      },
      cancel,
    },
  }),
  file("workflows", "books.movement_cycle", {
    kind: "lifecycle",
    entity: "books.movement",
    initial: "draft",
    states,
    transitions: {
      post: {
        title: "Post",
        from: ["draft"],
        to: "posted",
        effects: {
          stock: {
            post: "books.stock",
            date: "date",
            entries: {
              line: {
                each: "lines",
                company: "parent.company",
                journal: "parent.journal",
                item: "item",
                place: "place",
                quantity: "quantity",
                value: "value",
                counter_account: "parent.counter_account",
              },
            },
          },
        },
      },
      cancel,
    },
  }),
]

/** The ledger of accounts: two sides, balanced by company, locked by periods, chained where the journal says so. */
export const general: Source = {
  title: "General ledger",
  dimensions: {
    company: ref("books.company"),
    account: { ref: "books.account", indexed: true },
    party: ref("books.party"),
    journal: ref("books.journal"),
  },
  measures: { debit: money, credit: money, foreign: { ...money, title: "Foreign amount" } },
  attributes: { memo: text },
  required: ["company", "account", "journal"],
  sides: { debit: "debit", credit: "credit" },
  balanced: { sum: "debit - credit", by: ["company"] },
  rules: {
    sign: {
      assert: "foreign == 0 || (foreign > 0) == (debit > 0)",
      message: "The foreign amount has the sign of the amount.",
      path: "/foreign",
    },
    party: {
      assert: "!account.party_required || party != null",
      message: "The account asks for a party.",
      path: "/party",
    },
    company: {
      assert: "account.company == null || account.company == company",
      message: "The account is another company's.",
      path: "/account",
    },
  },
  locks: {
    period: {
      entity: "books.period",
      match: { company: "company", journal_type: "journal.type" },
      from: "first",
      to: "last",
      when: "closed",
      message: "The period is closed.",
      exception: {
        entity: "books.exception",
        match: { company: "company" },
        user: "person",
        from: "first",
        expires: "expires",
      },
    },
  },
  chain: { by: ["company"], when: "journal.hashed" },
  totals: { by: ["company", "account", "party"], period: "month_and_day" },
}

/** The ledger of things: a balance per item and place that may be negative only where the item says so. */
export const stock: Source = {
  title: "Stock",
  dimensions: {
    company: ref("books.company"),
    journal: ref("books.journal"),
    item: ref("books.item"),
    place: ref("books.place"),
  },
  measures: { quantity, value: money },
  attributes: { counter_account: ref("books.account") },
  required: ["company", "journal", "item", "place"],
  totals: { by: ["item"], period: "day" },
  balances: {
    by: ["item", "place"],
    rules: {
      negative: {
        assert: "quantity >= 0 || item.may_be_negative",
        message: "There is not enough in stock.",
        path: "/quantity",
      },
      worth: { assert: "quantity != 0 || value == 0", message: "Nothing is worth nothing.", path: "/value" },
    },
  },
  posts: {
    books: {
      post: "books.general",
      entries: {
        stock: { company: "company", journal: "journal", account: "item.stock_account", amount: "value" },
        counter: { company: "company", journal: "journal", account: "counter_account", amount: "-value" },
      },
    },
  },
}

const reads = Object.fromEntries(
  ["general", "stock"].map((name) => [`books.${name}`, { read: true, export: true }]),
)
const writes = { read: true, create: true, update: true }
const masterNames = ["company", "account", "journal", "party", "item", "place"]
const works = Object.fromEntries<Source>([
  ...masterNames.map((name): [string, Source] => [`books.${name}`, writes]),
  ...["voucher", "movement"].map((name): [string, Source] => [
    `books.${name}`,
    { ...writes, transitions: true },
  ]),
])
const roles = [
  file("roles", "books.clerk", { title: "Clerk", entities: { ...reads, ...works } }),
  file("roles", "books.one_company", {
    title: "Reads one company",
    entities: { "books.general": { read: "company.name == 'North'" } },
  }),
]

/** The layers of the module, with these ledgers in place of its own where given. */
export function booksLayers(ledgers: Readonly<Record<string, Source>> = {}): readonly Layer[] {
  const all = Object.entries({ general, stock, ...ledgers })
  const module = { name: "books", title: "Books", version: "1.0.0", depends: ["base"] }
  const files = [
    { path: "books/module.json", content: module },
    ...masters,
    ...documents,
    ...cycles,
    ...all.map(([name, source]) => file("ledgers", `books.${name}`, source)),
    ...roles,
  ]
  return [base, { name: "books", kind: "module", files }]
}
