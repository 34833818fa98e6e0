// Every entity has a form on which every field that people write can be found, once.
import { expect } from "chai"
import type { EntitySource, FormSource } from "../../engine/metaschema/index.ts"
import { entities, entity, forms, isWritable, rowsOf } from "./items.ts"

describe("the forms of the modules", () => {
  it("are there for every entity, one each", () => {
    expect(forms.map(({ source }) => source.entity).sort()).to.deep.equal(entities.map(({ id }) => id).sort())
  })

  for (const { path, source: form } of forms) {
    const { properties, ...source } = entity(form.entity)

    it(`${path} names fields that exist, each once`, () => {
      const placed = placedFields(form)
      expect(placed.filter((name) => properties[name] === undefined)).to.deep.equal([])
      expect(placed).to.deep.equal([...new Set(placed)])
    })

    it(`${path} shows every field that people write`, () => {
      const placed = new Set(placedFields(form))
      const written = Object.keys(properties).filter((name) => isWritable(properties[name]!))
      expect(written.filter((name) => !placed.has(name))).to.deep.equal([])
    })

    it(`${path} gives child rows columns that exist, and every required one`, () => {
      for (const section of Object.values(form.sections)) {
        for (const [name, { columns }] of Object.entries(section.fields)) {
          const rows = rowsOf({ ...source, properties }, properties[name]!)
          if (rows === undefined) expect(columns, `${name} holds no rows`).to.equal(undefined)
          else for (const column of columns ?? []) expect(Object.keys(rows), name).to.include(column)
          const required = requiredColumns(form.entity, name)
          if (columns !== undefined) expect(columns, name).to.include.members(required)
        }
      }
    })

    it(`${path} lists related records by fields that refer here`, () => {
      for (const [key, list] of Object.entries(form.related ?? {})) {
        const other = entity(list.entity)
        expect(targetsOf(list.entity, list.via), key).to.include(form.entity)
        for (const column of list.columns ?? []) expect(columnsOf(other), key).to.include(column)
      }
    })
  }
})

/** Fields of an entity, or of the entries of a ledger, which have a date and a number of their own. */
function columnsOf({ properties, kind }: EntitySource): readonly string[] {
  return [...Object.keys(properties), ...(kind === "log" ? ["date", "number", "source"] : [])]
}

function placedFields(form: FormSource): string[] {
  return Object.values(form.sections).flatMap((section) => Object.keys(section.fields))
}

function requiredColumns(id: string, field: string): readonly string[] {
  const source = entity(id)
  const name = source.properties[field]?.items?.$ref?.replace("#/$defs/", "") ?? ""
  return source.$defs?.[name]?.required ?? []
}

/** The entities that a field refers to. */
function targetsOf(id: string, field: string): readonly string[] {
  const ref = entity(id).properties[field]?.ref
  if (ref === undefined) return []
  if (typeof ref === "string") return [ref]
  if ("carries" in ref) {
    const carried = ref.carries
    return entities
      .filter(({ source }) => source[carried] ?? source.kind === "document")
      .map((item) => item.id)
  }
  return ref
}
