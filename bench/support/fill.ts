// Rows for measuring, made in the database itself: deterministic, and too many to go through the API.
import pg from "pg"

export interface Filled {
  readonly invoices: readonly string[]
  readonly customers: readonly string[]
}

/** Fills the two tables of the schema up to `rows` invoices and gives a sample of their ids. */
export async function fill(databaseUrl: string, schema: string, rows: number): Promise<Filled> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`SET search_path = "${schema}"`)
    await client.query(
      `INSERT INTO bench_customer (name, city)
       SELECT 'Customer ' || n, 'City ' || n % 97 FROM generate_series(1, 1000) n`,
    )
    await client.query(
      `INSERT INTO bench_invoice (number, customer, issue_date, due_date, status, currency, net, tax, total, reference, notes, paid)
       SELECT 'INV-' || n, c.ids[1 + n % 1000], date '2024-01-01' + n % 900, date '2024-01-31' + n % 900,
              (ARRAY['draft', 'open', 'paid', 'paid', 'paid', 'cancelled'])[1 + n % 6], 'EUR',
              (n % 9000 + 1)::numeric, round((n % 9000 + 1) * 0.19, 2), round((n % 9000 + 1) * 1.19, 2),
              'PO ' || n, 'Goods as ordered, delivered in ' || n % 5 || ' parts.', n % 6 BETWEEN 2 AND 4
       FROM generate_series(1, $1::int) n, (SELECT array_agg(id ORDER BY id) AS ids FROM bench_customer) c`,
      [rows],
    )
    await client.query("VACUUM ANALYZE bench_customer, bench_invoice")
    const sample = async (table: string): Promise<string[]> => {
      const found = await client.query<{ id: string }>(
        `SELECT id FROM ${table} ORDER BY hashtext(id::text) LIMIT 10000`,
      )
      return found.rows.map(({ id }) => id)
    }
    return { invoices: await sample("bench_invoice"), customers: await sample("bench_customer") }
  } finally {
    await client.end()
  }
}
