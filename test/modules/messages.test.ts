// Every text that people read is translated into every language that its module speaks, and nothing else is.
import { expect } from "chai"
import type { JsonValue } from "../../engine/metaschema/index.ts"
import { items, messages, modules } from "./items.ts"

/** Keys whose values are read by people. */
const spoken = new Set(["title", "plural", "description", "message", "tab", "group"])
/** Keys whose members are named by the author: a field called "title" is no title. */
const named = new Set([
  "properties",
  "fields",
  "columns",
  "$defs",
  "entities",
  "rules",
  "unique",
  "exclude",
  "indexes",
  "copy",
])
/** Languages that the product promises besides English. */
const promised = ["de", "fr"]

describe("the translations of the modules", () => {
  for (const { module } of modules) {
    const wanted = items
      .filter((item) => item.module === module && item.kind !== "messages")
      .flatMap((item) => texts(item.source, item.id))
      .sort()

    it(`${module} speaks the promised languages`, () => {
      const spokenHere = messages
        .filter((item) => item.module === module)
        .map((item) => item.id.split("/")[1])
      expect(spokenHere).to.include.members(promised)
    })

    for (const { path, source } of messages.filter((item) => item.module === module)) {
      const { $schema: _, ...translated } = source

      it(`${path} translates everything`, () => {
        expect(wanted.filter((pointer) => translated[pointer] === undefined)).to.deep.equal([])
      })

      it(`${path} translates nothing that is not there`, () => {
        const known = new Set(wanted)
        expect(Object.keys(translated).filter((pointer) => !known.has(pointer))).to.deep.equal([])
      })

      it(`${path} leaves nothing blank`, () => {
        expect(Object.entries(translated).filter(([, text]) => text?.trim() === "")).to.deep.equal([])
      })
    }
  }
})

/** Pointers of all texts in `value` that people read; its keys are words of the metadata language. */
function texts(value: JsonValue, pointer: string): string[] {
  return members(value, pointer).flatMap(([key, below, at]) => {
    if (typeof below === "string") return spoken.has(key) ? [at] : []
    if (key === "enum_titles") return members(below, at).map(([, , label]) => label)
    return named.has(key)
      ? members(below, at).flatMap(([, inner, name]) => texts(inner, name))
      : texts(below, at)
  })
}

/** The members of an object, each with its pointer. */
function members(value: JsonValue, pointer: string): [key: string, below: JsonValue, at: string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return []
  return Object.entries(value).map(([key, below]) => [key, below, `${pointer}/${escaped(key)}`])
}

/** RFC 6901, section 3. */
function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1")
}
