import { expect } from "chai"
import { prepareRecord } from "../../../engine/record/index.ts"
import { env, order, otherId, someId } from "./fixture.ts"

const least = { number: "A1", lines: [{ price: "1" }] }

/** What becomes of one value of a new record: its clean form, or its fault without the title. */
function read(name: string, value: unknown): unknown {
  const prepared = prepareRecord(order, { ...least, [name]: value }, env)
  return prepared.ok
    ? prepared.record[name]
    : prepared.faults.map((fault) => `${fault.path}: ${fault.message}`).join("; ")
}

describe("reading values", () => {
  const cases: readonly (readonly [string, readonly (readonly [unknown, unknown])[]])[] = [
    [
      "number",
      [
        ["A1", "A1"],
        ["ABCDEF", "/number: Number may have 5 characters at most, but has 6."],
        ["a", "/number: Number does not have the form ^[A-Z0-9]+$."],
        [7, "/number: Number must be text."],
        ["\u0000", "/number: Number holds a character that cannot be stored (U+0000 or half a character)."],
        ["\ud800", "/number: Number holds a character that cannot be stored (U+0000 or half a character)."],
      ],
    ],
    [
      "count",
      [
        [0, 0],
        [-0, 0],
        [9, 9],
        [10, "/count: Count must be 9 or less."],
        [-1, "/count: Count must be 0 or more."],
        [1.5, "/count: Count must be a whole number."],
        ["1", "/count: Count must be a whole number."],
        [Number.NaN, "/count: Count must be a whole number."],
      ],
    ],
    [
      "big",
      [
        [2147483648, 2147483648],
        [2 ** 53, "/big: Big must be 9007199254740991 or less."],
      ],
    ],
    [
      "paid",
      [
        [true, true],
        ["true", "/paid: Paid must be true or false."],
      ],
    ],
    [
      "total",
      [
        ["12.50", "12.5"],
        ["-0.00", "0"],
        ["007", "7"],
        ["999.99", "999.99"],
        ["-1.5", "-1.5"],
        ["-1.51", "/total: Total must be -1.5 or more."],
        ["1000", "/total: Total must be less than 1000."],
        ["1.005", "/total: Total may have 2 digits after the point at most."],
        ["12345", "/total: Total may have 4 digits before the point at most."],
        ["1e3", "/total: Total must be a decimal number in quotes."],
        [1.5, "/total: Total must be a decimal number in quotes."],
        ["NaN", "/total: Total must be a decimal number in quotes."],
      ],
    ],
    [
      "day",
      [
        ["2024-02-29", "2024-02-29"],
        ["2026-02-29", "/day: Day must be a date."],
        ["26-01-01", "/day: Day must be a date."],
        ["", null],
      ],
    ],
    [
      "at",
      [
        ["2026-01-31T10:00:00+02:00", "2026-01-31T08:00:00.000000Z"],
        ["2026-01-31T10:00:00", "/at: At must be a point in time with its zone."],
        ["2026-02-30T10:00:00Z", "/at: At must be a point in time with its zone."],
      ],
    ],
    [
      "time",
      [
        ["09:30", "09:30:00.000000"],
        ["24:00", "/time: Time must be a time of day."],
      ],
    ],
    [
      "mail",
      [
        ["a.b+c@example.com", "a.b+c@example.com"],
        ["a@b", "/mail: Mail must be an e-mail address."],
        ["a b@example.com", "/mail: Mail must be an e-mail address."],
      ],
    ],
    [
      "link",
      [
        ["https://example.com/a?b#c", "https://example.com/a?b#c"],
        ["javascript:alert(1)", "/link: Link must be an address of the web."],
        ["example.com", "/link: Link must be an address of the web."],
      ],
    ],
    [
      "color",
      [
        ["#1F6FEB", "#1f6feb"],
        ["red", "/color: Color must be a colour."],
      ],
    ],
    [
      "phone",
      [
        ["+41 44 668 18 00", "+41 44 668 18 00"],
        ["call me", "/phone: Phone must be a telephone number."],
      ],
    ],
    [
      "place",
      [
        ["47.3769,8.5417", "47.3769,8.5417"],
        ["91,0", "/place: Place must be a place as latitude,longitude."],
      ],
    ],
    [
      "code",
      [
        ["4006381333931", "4006381333931"],
        ["a b", "/code: Code must be a barcode: up to 80 letters, digits and signs."],
      ],
    ],
    [
      "token",
      [
        [someId.toUpperCase(), someId],
        ["1", "/token: Token must be an id (UUID)."],
      ],
    ],
    [
      "role",
      [
        ["shop.seller", "shop.seller"],
        ["shop.boss", "/role: Role must be one of shop.seller."],
      ],
    ],
    [
      "tags",
      [
        [
          ["a", "b"],
          ["a", "b"],
        ],
        [["a", "a"], "/tags: Tags holds the same value twice."],
        [["abcd"], "/tags/0: Tags may have 3 characters at most, but has 4."],
        [["a", ""], "/tags/1: Tags must not be empty."],
        ["a", "/tags: Tags must be a list."],
        [["a", "b", "c", "d"], "/tags: Tags may hold 3 values at most."],
      ],
    ],
    [
      "item",
      [
        [someId, someId],
        ["", null],
        ["x", "/item: Item must be an id (UUID)."],
      ],
    ],
    [
      "friends",
      [
        [
          [someId, otherId],
          [someId, otherId],
        ],
        [[someId, someId], "/friends: Friends holds the same value twice."],
        [["x"], "/friends/0: Friends must be an id (UUID)."],
      ],
    ],
    [
      "about",
      [
        [
          { entity: "shop.item", id: someId },
          { entity: "shop.item", id: someId },
        ],
        [{ entity: "shop.itm", id: someId }, "/about/entity: About cannot refer to such an entity."],
        [{ entity: "shop.item" }, "/about/id: About must be an id (UUID)."],
        [{ entity: "shop.item", id: someId, x: 1 }, '/about: About has no key "x": it holds entity and id.'],
        [someId, "/about: About must name entity and id."],
      ],
    ],
    [
      "lines",
      [
        [{}, "/lines: Lines must be a list of rows."],
        [[1], "/lines/0: Line must be an object with fields.; /lines/0/price: Price is needed."],
        [[1, 2, 3, 4].map(() => ({ price: "1" })), "/lines: Lines may hold 3 rows at most."],
      ],
    ],
    [
      "body",
      [
        [
          '<p>a &lt; b</p><a href="https://x.org">x</a><br/>',
          '<p>a &lt; b</p><a href="https://x.org">x</a><br/>',
        ],
        ["<script>x</script>", "/body: Body holds a tag that is not allowed: <script>x</script>."],
        ['<p onclick="x">', "/body: Body holds an attribute that is not allowed on <p>: onclick."],
        ['<a href="javascript:x">', "/body: Body holds an attribute that is not allowed on <a>: href."],
        ["1 < 2", "/body: Body holds a tag that is not allowed: < 2."],
      ],
    ],
    [
      "formula",
      [
        ["base * 2", "base * 2"],
        ["base *", "/formula: Formula is not an expression."],
      ],
    ],
  ]
  for (const [name, values] of cases)
    it(name, () => {
      for (const [value, result] of values)
        expect(read(name, value), JSON.stringify(value)).to.deep.equal(result)
    })
})
