// The door that the books of the demo companies go through: the door of all records, as the system.
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { readCursor, type Action } from "../../../engine/request/index.ts"
import { performAsSystem, type Caller, type PerformParts } from "../../perform/index.ts"
import { systemCaller } from "../tenant/make.ts"
import type { SeedBook, SeedBooksDoor } from "../world.ts"

/** Most records of one answer. */
const most = 1000

/** A door to the tenant's records that has every right. */
export function booksDoor(parts: PerformParts, tenant: Caller["tenant"]): SeedBooksDoor {
  const caller = systemCaller(tenant)
  const perform = async (action: Action): Promise<JsonObject> => {
    const { body } = await performAsSystem(parts, caller, action)
    return JSON.parse(body ?? "{}") as JsonObject // the border where our own answer becomes typed
  }
  /** All records that the filter meets, page after page. */
  const list = async (entity: string, filter: string, fields?: readonly string[]): Promise<SeedBook[]> => {
    const asked = { kind: "list", entity, filter, expand: [], limit: most, count: false } as const
    const sort = [{ path: "id", descending: false }]
    const all: SeedBook[] = []
    for (let page = {}; ;) {
      const reply = await perform({ ...asked, sort, ...(fields === undefined ? {} : { fields }), ...page })
      all.push(...itemsOf(reply))
      const { next_cursor } = reply
      if (typeof next_cursor !== "string") return all
      page = { cursor: readCursor(next_cursor) }
    }
  }
  return {
    async states(entity) {
      const fields = tenant.model.lifecycles.has(entity) ? ["id", "state"] : ["id"]
      const records = await list(entity, "true", fields)
      return new Map(records.map(({ id, state }) => [id, typeof state === "string" ? state : ""]))
    },
    find: (entity, filter) => list(entity, filter),
    create: async (entity, records) =>
      itemsOf(await perform({ kind: "create", entity, form: "many", records })),
    async change(entity, id, patch) {
      await perform({ kind: "update", entity, id, patch })
    },
    read: async (entity, id) => asBook(await perform({ kind: "read", entity, id, expand: [] })),
    async move(entity, id, name) {
      await perform({ kind: "transition", entity, id, name, input: {}, run: "real" })
    },
  }
}

function itemsOf({ items }: JsonObject): readonly SeedBook[] {
  if (!Array.isArray(items)) throw new Error("a list has no items")
  return items.map(asBook)
}

function asBook(record: JsonObject): SeedBook {
  const { id } = record
  if (typeof id !== "string") throw new Error("a record has no id")
  return { ...record, id }
}
