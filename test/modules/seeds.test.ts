// What the demo companies are told of: the same every time, in an order in which every reference leads to what is there,
// every record such as the API takes it, and nothing done that has not happened yet.
import { expect } from "chai"
import { compile, type Field, type Table } from "../../engine/model/index.ts"
import { prepareRecord } from "../../engine/record/index.ts"
import { demoCompanies, type Batch } from "../../seeds/index.ts"
import { layers } from "./layers.ts"

const today = "2026-03-31"
const compiled = compile(layers())
if (!compiled.ok) throw new Error("the modules do not compile")
const { model } = compiled

describe("the seeds", () => {
  for (const { tenant, people, batches } of demoCompanies) {
    const told = [...batches(today)]
    const created = told.filter(({ action }) => action === "create")

    it(`tell ${tenant} the same every time, and otherwise on another day`, () => {
      expect([...batches(today)]).to.deep.equal(told)
      expect([...batches("2026-04-01")]).not.to.deep.equal(told)
    })

    it(`give every record of ${tenant} an id of its own, a UUID of version 7`, () => {
      const ids = created.flatMap(({ records }) => records.map(({ id }) => id))
      expect(new Set(ids).size).to.equal(ids.length)
      const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
      expect(ids.filter((id) => !version7.test(id))).to.deep.equal([])
    })

    const env = { today, now: `${today}T12:00:00Z`, by: "system" } as const
    it(`tell of ${tenant} only records that the system's door takes, in the states that they had reached`, () => {
      const faults = created.flatMap(({ entity, records }) =>
        records.flatMap(({ id: _, ...record }) => {
          const prepared = prepareRecord(tableOf(entity), record, env)
          return prepared.ok ? [] : [{ entity, faults: prepared.faults }]
        }),
      )
      expect(faults.slice(0, 5)).to.deep.equal([])
    })

    it(`refer in ${tenant} to records told before, or in the same breath`, () => {
      expect(danglings(told).slice(0, 5)).to.deep.equal([])
    })

    it(`let nothing be done in ${tenant} after today`, () => {
      const done = [
        "received_on",
        "first_response_on",
        "converted_on",
        "opened_on",
        "stage_since",
        "issue_date",
        "accepted_on",
        "done_at",
        "sent_at",
        "written_at",
      ]
      const late = created.flatMap(({ entity, records }) =>
        records.flatMap((record) =>
          done.filter((field) => dayOf(record[field]) > today).map((field) => `${entity} ${field}`),
        ),
      )
      expect(late.slice(0, 5)).to.deep.equal([])
    })

    it(`begin ${tenant} with an administrator and somebody for every role of its modules`, () => {
      expect(people[0]?.roles).to.include("base.admin")
      const held = new Set(people.flatMap(({ roles }) => roles))
      const given = [...model.roles.values()].flatMap(({ id, includes }) =>
        held.has(id) ? [id, ...includes] : [],
      )
      expect(given).to.include.members([...model.roles.keys()])
    })
  }
})

function tableOf(entity: string): Table {
  const table = model.entities.get(entity)
  if (table === undefined) throw new Error(`no entity ${entity}`)
  return table
}

/** References of which nobody has told yet. */
function danglings(told: readonly Batch[]): readonly string[] {
  const there = new Map<string, string>()
  return told.flatMap(({ action, entity, records }) => {
    if (action === "create") for (const { id } of records) there.set(id, entity)
    return records.flatMap((record) =>
      references(tableOf(entity), record)
        .filter(({ to, id }) => !to.includes(there.get(id) ?? ""))
        .map(({ field, id }) => `${entity} ${field} ${id}`),
    )
  })
}

/** The day of a date or an instant; nothing for anything else. */
function dayOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 10) : ""
}

interface Reference {
  readonly field: string
  readonly to: readonly string[]
  readonly id: string
}

function references(table: Table, record: Readonly<Record<string, unknown>>): readonly Reference[] {
  return [...table.fields.values()].flatMap((field) => {
    const value = record[field.name]
    return value === undefined || value === null || field.name === "id" ? [] : referencesOf(field, value)
  })
}

function referencesOf({ name, storage }: Field, value: unknown): readonly Reference[] {
  switch (storage.kind) {
    case "ref":
      return [{ field: name, to: [storage.entity], id: String(value) }]
    case "many":
      return listOf(value).map((id) => ({ field: name, to: [storage.entity], id: String(id) }))
    case "rows":
      return listOf(value).flatMap((row) => references(storage.rows, asRecord(row)))
    case "any_ref": {
      const { entity, id } = asRecord(value)
      const isTarget = storage.targets.some((target) => target.entity === entity)
      return [{ field: name, to: isTarget ? [String(entity)] : [], id: String(id) }]
    }
    case "column":
    case "virtual":
      return []
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {}
}
