import { expect } from "chai"
import { wanted } from "../../../engine/migration/index.ts"
import { compile } from "../../../engine/model/index.ts"
import { sha256 } from "../../../engine/value/index.ts"
import { createGuard } from "../../../runtime/sql/ddl/guard/guard.ts"
import { booksLayers } from "../../support/books-layers.ts"

/** The SQL of the guards of the tests' books, and the generation in whose names it stands. */
const told = { generation: 1, sql: "e8422b1a7ce6b609" }

describe("the SQL of a ledger's guard", () => {
  it(`is that of generation ${told.generation}: who changes it raises guardGeneration in engine/migration/digest.ts`, () => {
    const compiled = compile(booksLayers())
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
    const guards = [...wanted(compiled.model).tables].flatMap(([table, { triggers }]) =>
      [...triggers.values()].flatMap((trigger) =>
        trigger.kind === "guard" ? createGuard("guard", table, trigger.guard) : [],
      ),
    )
    expect(guards).to.not.be.empty
    expect(sha256(guards.join("\n")).slice(0, 16)).to.equal(told.sql)
  })
})
