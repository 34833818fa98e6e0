import { expect } from "chai"
import fc from "fast-check"
import { checkForm, metaschemas, type ItemKind, type JsonValue } from "../../../engine/metaschema/index.ts"
import { membersOf, toPlain } from "../json.ts"

const entity = {
  $id: "shop.item",
  title: "Item",
  type: "object",
  kind: "master",
  properties: { name: { type: "string" } },
} as const
const kinds: readonly ItemKind[] = [
  "module",
  "entity",
  "ledger",
  "lifecycle",
  "form",
  "view",
  "report",
  "role",
  "messages",
]

function said(kind: ItemKind, content: JsonValue): readonly string[] {
  return checkForm(kind, content).map(
    ({ pointer, message, hint }) => `${pointer}: ${message}${hint === undefined ? "" : ` ${hint}`}`,
  )
}

describe("checkForm", () => {
  it("finds nothing wrong with a well-formed item", () => {
    expect(said("entity", entity)).to.deep.equal([])
  })

  it("says in plain words what is wrong, where, and what was meant", () => {
    const { title: _title, ...untitled } = entity
    const cases: readonly (readonly [JsonValue, readonly string[]])[] = [
      [
        { ...entity, titel: "x" },
        ['/titel: "titel" is not a key that means anything here. Did you mean "title"?'],
      ],
      [
        { ...untitled, titl: "x" },
        [
          ': the file lacks "title". "titl" may be a slip for it.',
          '/titl: "titl" is not a key that means anything here. Did you mean "title"?',
        ],
      ],
      [
        { ...entity, kind: "mastr" },
        [
          '/kind: "mastr" is not possible for kind: it is one of master, reference, document, setting, log. Did you mean "master"?',
        ],
      ],
      [
        { ...entity, $id: "Item" },
        ['/$id: $id must have the form `module.name` in lower case, but is "Item".'],
      ],
      [
        { ...entity, properties: { Name: { type: "string" } } },
        [
          '/properties/Name: "Name" cannot be a name here: lower-case letters, digits and _, a letter first, 40 at most.',
        ],
      ],
      [
        { ...entity, properties: { a: { type: "string", enum: [] } } },
        ["/properties/a/enum: enum needs at least 1 value."],
      ],
      [
        { ...entity, properties: { a: { type: "string", enum: ["x", "x"] } } },
        ["/properties/a/enum: enum holds the same value twice, at 0 and 1."],
      ],
      [
        { ...entity, properties: { a: { type: "string", on_delete: "cascade" } } },
        ['/properties/a/on_delete: "on_delete" goes with "ref", which is not there.'],
      ],
      [{ ...entity, properties: {} }, ["/properties: properties needs at least 1 key."]],
      [{ ...entity, history: "yes" }, ["/history: history must be a boolean."]],
      [
        { ...entity, properties: { a: { type: "string", "b/c~d": 1 } } },
        [
          '/properties/a/b~1c~0d: "b/c~d" is not a key that means anything here. Known here: ' +
            Object.keys(propertyKeys()).join(", ") +
            ".",
        ],
      ],
    ]
    for (const [content, faults] of cases) expect(said("entity", content)).to.deep.equal(faults)
  })

  it("never throws, and never speaks in the validator's own words", () => {
    const anything = fc.jsonValue().map(toPlain)
    const mixed = fc.record(
      {
        properties: fc.dictionary(
          fc.string(),
          fc.record(
            { type: anything, ref: anything, default: anything, items: anything },
            { requiredKeys: [] },
          ),
        ),
        unique: anything,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.oneof(
          anything,
          mixed.map((value) => toPlain({ ...entity, ...value })),
        ),
        (kind, content) => {
          for (const { message } of checkForm(kind, content))
            expect(message).not.to.match(/must NOT|must (?:match|be equal to|have required)|schema/)
        },
      ),
    )
  })
})

describe("the published metaschemas", () => {
  it("have a title and a description on every key, since inspectors are drawn from them", () => {
    for (const kind of kinds)
      for (const [pointer, schema] of keysIn(metaschemas[kind], kind)) {
        expect(schema, pointer).to.have.property("title").that.is.a("string")
        expect(schema, pointer).to.have.property("description").that.is.a("string").and.not.equal("")
      }
  })

  it("refuse unknown keys in every object whose keys are not names", () => {
    for (const kind of kinds)
      for (const [pointer, open] of openObjects(metaschemas[kind], kind))
        expect(open, pointer).to.equal(false)
  })
})

function propertyKeys(): object {
  const found = [...keysIn(metaschemas.entity, "entity")].filter(([pointer]) =>
    /^entity\/\$defs\/property\/properties\/[^/]+$/.test(pointer),
  )
  return Object.fromEntries(found.map(([pointer]) => [pointer.slice(pointer.lastIndexOf("/") + 1), true]))
}

/** Every declared key with its schema: where `properties` stands in a schema, not where a key is called so. */
function* keysIn(schema: object, at: string): Generator<readonly [string, object]> {
  for (const [key, inner] of membersOf(schema)) {
    if (typeof inner !== "object" || inner === null || key === "enum" || key === "required") continue
    if (key !== "properties" && key !== "$defs") yield* keysIn(inner, `${at}/${key}`)
    else
      for (const [name, below] of membersOf(inner)) {
        if (key === "properties") yield [`${at}/properties/${name}`, objectOf(below)]
        yield* keysIn(objectOf(below), `${at}/${key}/${name}`)
      }
  }
}

/** Every schema of an object with fixed keys, and whether it lets others in. */
function* openObjects(schema: object, at: string): Generator<readonly [string, boolean]> {
  yield [at, "properties" in schema && !("additionalProperties" in schema)]
  for (const [pointer, inner] of keysIn(schema, at))
    yield [pointer, "properties" in inner && !("additionalProperties" in inner)]
}

function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {}
}
