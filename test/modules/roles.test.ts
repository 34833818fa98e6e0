// Roles cover every entity: somebody besides the administrator reads it, and somebody besides them writes it.
import { expect } from "chai"
import { entities, entity, ledgers, roles } from "./items.ts"

const known = new Set([...entities, ...ledgers].map(({ id }) => id))
const granting = roles.filter(({ source }) => source.all !== true)

/** What only the administrator sets up, and what only the system writes. */
const administered = new Set(["base.company", "base.team", "base.setting", "base.approval"])

describe("the roles of the modules", () => {
  for (const { path, source } of roles) {
    it(`${path} grants rights to entities and fields that exist`, () => {
      for (const [id, grant] of Object.entries(source.entities)) {
        expect(known.has(id), id).to.equal(true)
        const fields = Object.keys(entity(id).properties)
        for (const field of Object.keys(grant.fields ?? {}))
          expect(fields, `${id} ${field}`).to.include(field)
      }
    })

    it(`${path} includes roles that exist, and never itself`, () => {
      expect(closure(source.$id, [])).to.be.an("array")
    })
  }

  for (const { id, source } of entities) {
    it(`let somebody read ${id}`, () => {
      expect(granting.some(({ source: role }) => (role.entities[id]?.read ?? false) !== false)).to.equal(true)
    })

    if (!administered.has(id) && source.kind !== "setting")
      it(`let somebody change ${id}`, () => {
        expect(granting.some(({ source: role }) => (role.entities[id]?.update ?? false) !== false)).to.equal(
          true,
        )
      })
  }

  it("let nobody write what they may not read", () => {
    for (const { path, source } of granting)
      for (const [id, { read, create, update, delete: remove }] of Object.entries(source.entities))
        if ((read ?? false) === false)
          expect(
            [create, update, remove].every((right) => (right ?? false) === false),
            `${path} ${id}`,
          ).to.equal(true)
  })
})

/** The role and all that it includes; fails on a role that is not there and on a circle. */
function closure(id: string, open: readonly string[]): string[] {
  expect(open, "roles include each other in a circle").not.to.include(id)
  const found = roles.find((role) => role.id === id)
  if (found === undefined) throw new Error(`no role ${id}`)
  return [id, ...(found.source.includes ?? []).flatMap((other) => closure(other, [...open, id]))]
}
