// What a create is told that was refused because of records like its own.
import { Problem, type Fault } from "../../../engine/error/index.ts"
import type { Entity, Model } from "../../../engine/model/index.ts"
import type { WritePlan } from "../../../engine/plan/index.ts"

/** As `tenon.found` was given it. */
interface Found {
  readonly entity: string
  readonly items: readonly {
    readonly id: string
    readonly title: string | null
    /** Names of keys. */
    readonly by: readonly string[]
    /** The record that was to be made. */
    readonly record: string
  }[]
  /** How many there are besides that are not shown. */
  readonly others: number
}

/** RUN015 with the records found that the caller may read, and how many others there are; in an array of records, each
 * with the index of the one that it is like. */
export function alreadyThere(text: string, model: Model, plan: WritePlan | undefined): Problem {
  const { entity: id, items: found, others } = JSON.parse(text) as Found // made by a statement of ours
  const entity = model.entities.get(id)
  if (entity === undefined) throw new Error(`duplicates of an entity that the model lacks: ${id}`)
  const records = plan?.kind === "create" && plan.form === "many" ? plan.records : []
  const indexOf = (record: string): number => records.findIndex((one) => one["id"] === record)
  const items = [...found].sort((a, b) => indexOf(a.record) - indexOf(b.record))
  const errors = items.map((item): Fault => {
    const index = indexOf(item.record)
    return { path: index < 0 ? "" : `/${index}`, code: "RUN015", message: sentence(item, entity) }
  })
  return new Problem("RUN015", {
    detail:
      errors[0]?.message ??
      `Another ${entity.title.toLowerCase()} like it is there already, which is not shown to you.`,
    hint: "Take the one that is there. Who may make a second one adds duplicates=allow.",
    ...(errors.length === 0 ? {} : { errors }),
    extra: {
      entity: id,
      duplicates: items.map(({ record, ...item }) => {
        const index = indexOf(record)
        return index < 0 ? item : { ...item, index }
      }),
      others,
    },
  })
}

function sentence({ title, by }: Found["items"][number], { title: kind, duplicates = [] }: Entity): string {
  const common = duplicates.filter(({ name }) => by.includes(name)).map((key) => key.title.toLowerCase())
  const whose = title === null ? `Another ${kind.toLowerCase()}` : `The ${kind.toLowerCase()} ${title}`
  return `${whose} has the same ${common.join(" and ")} already.`
}
