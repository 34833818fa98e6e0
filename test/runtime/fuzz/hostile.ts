// What nobody should send: values and texts that have broken other servers.
import fc from "fast-check"

const texts = [
  "",
  " ",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "'; DROP TABLE crm_lead; --",
  '" OR 1=1 --',
  "1); SELECT pg_sleep(60); --",
  "' UNION SELECT rolpassword FROM pg_authid --",
  "$1",
  "${process.exit()}",
  "{{7*7}}",
  "../../../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "%00",
  "\u0000",
  "\ud800",
  "\u202e\ufeff",
  "💥".repeat(50),
  "é́́́",
  "a".repeat(20_000),
  "(".repeat(500),
  "[".repeat(500),
  "!".repeat(500) + "true",
  "1/0",
  "0.1".padEnd(400, "9"),
  "99999999999999999999999999999999999999999999",
  "-1",
  "1e400",
  "NaN",
  "Infinity",
  "0000-00-00",
  "2023-02-30",
  "+275760-09-14",
  "2026-01-01T00:00:00+99:99",
  "00000000-0000-0000-0000-000000000000",
  "<script>alert(1)</script>",
  "https://[::1",
  "name == null && exists(lines, true)",
  "user.roles",
  "old.name",
  "a.b.c.d.e.f.g.h.i.j",
  "sum(sum(sum(1)))",
  "x => x",
  "this.constructor.constructor('return process')()",
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
)

/** Any JSON value at all, with hostile texts and names in it. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -0, 1e308, -1e308, 2 ** 53, [], {}, [[]], [null], {
    "": null,
  }),
  fc.dictionary(fc.oneof(hostileText, fc.string()), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  fc.jsonValue({ maxDepth: 4 }),
)

/** The value with one place of it, or all of it, put out of order. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== "object" || value === null) return hostileValue
  const keys = Object.keys(value)
  const extra = fc
    .tuple(hostileText, hostileValue)
    .map(([key, bad]) => (Array.isArray(value) ? [...(value as unknown[]), bad] : { ...value, [key]: bad }))
  if (keys.length === 0) return fc.oneof(hostileValue, extra)
  const one = fc.constantFrom(...keys).chain((key) => {
    const part: unknown = (value as Record<string, unknown>)[key] // `key` is one of its own
    const put = (bad: unknown): unknown =>
      Array.isArray(value)
        ? Object.assign([...(value as unknown[])], { [key]: bad })
        : { ...value, [key]: bad }
    return fc.oneof(hostileValue.map(put), spoiled(part).map(put))
  })
  return fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 2, arbitrary: extra },
    { weight: 1, arbitrary: hostileValue },
  )
}
