// Where a way leads, as far as that is known without asking the database: what a transaction has made itself, or holds
// locked and has read. Most references of a document are empty, and what hangs on them need not be worked out anew.
import type { Back, Model } from "../model/index.ts"
import { once } from "./memo.ts"
import type { Way } from "./types.ts"

/** What is known of rows; undefined is "not known" throughout. Tables are named as in the model, `crm.quote/lines`. */
export interface Known {
  /** The id that a column of the row names, null if none. */
  reference(table: string, id: string, column: string): string | null | undefined
  /** The ids of the child rows of the record in a rows field. */
  children(table: string, id: string, field: string): readonly string[] | undefined
  /** The id of the record that holds the child row. */
  parent(id: string): string | undefined
  /** Whether rows of the table cannot refer to the row: it is new, and none of them was written since. */
  isStranger(id: string, table: string): boolean
}

/** The ids at the end of a way that starts at `ids`, each once; undefined where they are not known. */
export function reached(
  { back }: Pick<Way, "back">,
  ids: readonly string[],
  known: Known,
): readonly string[] | undefined {
  let here: readonly string[] = ids
  for (const step of back) {
    const next = here.map((id) => stepFrom(id, step, known))
    if (next.some((one) => one === undefined)) return undefined
    here = [...new Set(next.flatMap((one) => one ?? []))]
  }
  return here
}

function stepFrom(id: string, step: Back, known: Known): readonly string[] | undefined {
  switch (step.kind) {
    case "target": {
      const target = known.reference(step.table, id, step.column)
      return target === undefined ? undefined : target === null ? [] : [target]
    }
    case "children":
      return known.children(step.table, id, step.field)
    case "parent": {
      const parent = known.parent(id)
      return parent === undefined ? undefined : [parent]
    }
    case "referrers":
      return known.isStranger(id, step.table) ? [] : undefined
    default:
      return step satisfies never
  }
}

/** The references of an entity and of its child rows, `return_of`, `lines.order_line`, at which ways to derived values of
 * other records begin: where they are empty, nothing there is stale. */
export function waysOut(entity: string, model: Model): readonly string[] {
  return once(model, `ways out of ${entity}`, () => {
    const found = model.derivations.flatMap(({ reads }) =>
      reads.flatMap(({ table, back }): readonly string[] => {
        const [head, field] = table.split("/")
        if (head !== entity) return []
        if (field === undefined) return firstOf(back, entity)
        return back[0]?.kind === "parent" ? firstOf(back.slice(1), entity) : inRows(back, field)
      }),
    )
    return [...new Set(found)]
  })
}

function firstOf([first, ...rest]: readonly Back[], entity: string): readonly string[] {
  if (first?.kind === "target") return [first.field]
  return first?.kind === "children" && first.table === entity ? inRows(rest, first.field) : []
}

function inRows([first]: readonly Back[], field: string): readonly string[] {
  return first?.kind === "target" ? [`${field}.${first.field}`] : []
}
