// Every text that people read is translated into every language that its module speaks, and nothing else is.
import { expect } from "chai"
import type { JsonValue } from "../../engine/metaschema/index.ts"
import { entriesOf, extensions, items, ledgers, messages, modules, type Item } from "./items.ts"
import { promised, texts } from "./texts.ts"

describe("the translations of the modules", () => {
  for (const { module } of modules) {
    const wanted = [
      ...items.filter((item) => item.module === module && item.kind !== "messages").flatMap(textsOfItem),
      ...extensions
        .filter((one) => one.module === module)
        .flatMap(({ path, source }) => texts(source, path.replace(/\/\w+\//, ".").replace(".json", ""))),
    ].sort()

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

/** A ledger's dimensions, measures and attributes are told as the properties of its entries. */
function textsOfItem({ id, kind, source }: Item): string[] {
  const ledger = kind === "ledger" ? ledgers.find((item) => item.id === id)?.source : undefined
  if (ledger === undefined) return texts(source, id)
  const { plural, description, locks, balances } = ledger
  return texts({ ...entriesOf(ledger), plural, description, locks, balances } as unknown as JsonValue, id) // plain JSON
}
