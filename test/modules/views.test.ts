// Every catalogue and document can be reached from the navigation, and every column of a view leads to a field.
import { expect } from "chai"
import { entities, entity, ledgers, modules, views } from "./items.ts"

const systemFields = ["id", "version", "created_at", "created_by", "updated_at", "updated_by"]
/** What the entries of every ledger tell. */
const entryFields = ["number", "date", "source", "posting", "rule", "line", "reverses"]

describe("the views of the modules", () => {
  const inNavigation = new Set(
    modules.flatMap(({ source }) => Object.values(source.navigation ?? {}).map(({ view }) => view)),
  )

  for (const { path, id, source: view } of views) {
    it(`${path} has columns and an order that lead to fields`, () => {
      for (const column of Object.keys(view.columns))
        expect(fieldAt(view.entity, column), column).to.equal("found")
      for (const sort of view.sort ?? [])
        expect(fieldAt(view.entity, sort.replace(/^-/, "")), sort).to.equal("found")
    })

    it(`${path} stands in the navigation`, () => {
      expect(inNavigation.has(id)).to.equal(true)
    })
  }

  it("are all there that the navigation names", () => {
    const known = new Set(views.map(({ id }) => id))
    expect([...inNavigation].filter((id) => !known.has(id))).to.deep.equal([])
  })

  it("let every entity be reached", () => {
    const reached = new Set(views.map(({ source }) => source.entity))
    expect(entities.map(({ id }) => id).filter((id) => !reached.has(id))).to.deep.equal([])
  })

  it("show a path through a reference under a title of their own", () => {
    for (const { path, source } of views)
      for (const [column, { title }] of Object.entries(source.columns))
        if (column.includes(".")) expect(title, `${path} ${column}`).to.be.a("string")
  })
})

function isSystem(name: string, id: string): boolean {
  return systemFields.includes(name) || (entryFields.includes(name) && ledgers.some((item) => item.id === id))
}

function fieldAt(id: string, path: string): string {
  const [name = "", ...rest] = path.split(".")
  const property = entity(id).properties[name]
  if (property === undefined) return isSystem(name, id) && rest.length === 0 ? "found" : `no ${name} in ${id}`
  if (rest.length === 0) return "found"
  return typeof property.ref === "string"
    ? fieldAt(property.ref, rest.join("."))
    : `${name} is no reference to one entity`
}
