// Asks the rows of one tenant whether a plan's hazards are real: which records would be lost, or stand in the way.
import { Problem, type Fault } from "../../engine/error/index.ts"
import type { Hazard } from "../../engine/migration/index.ts"
import { probeQuery } from "../sql/ddl/index.ts"
import type { Executor } from "../tenant/index.ts"

/** A hazard and the rows it is about; `count` is undefined where only trying tells. */
export interface FoundHazard extends Hazard {
  readonly count?: number
  /** At most five. */
  readonly rows: readonly { readonly id: string | null; readonly value: string | null }[]
}

/** The hazards that are not void, for the schema in search_path of the session's transaction. */
export async function probe(session: Executor, hazards: readonly Hazard[]): Promise<readonly FoundHazard[]> {
  const asking = hazards.flatMap((hazard) => (hazard.probe === undefined ? [] : [probeQuery(hazard.probe)]))
  const answers = await session.run(asking.map((text) => ({ text, values: [], prepared: false })))
  let next = 0
  return hazards.flatMap((hazard): readonly FoundHazard[] => {
    if (hazard.probe === undefined) return [{ ...hazard, rows: [] }]
    const rows = answers[next++] ?? []
    const [count = "0"] = rows[0] ?? []
    if (rows.length === 0) return []
    return [
      { ...hazard, count: Number(count), rows: rows.map(([, id = null, value = null]) => ({ id, value })) },
    ]
  })
}

/** Hazards that are only told, never a reason to stop: they cost time. */
const slow = new Set(["MIG109", "MIG111"])

/** Refuses with MIG001 what destroys data without a yes, and with MIG002 what rows that are there stand in the way of. */
export function refuse(found: readonly FoundHazard[], accepted: readonly string[]): void {
  const unaccepted = found.filter(({ code, destructive }) => destructive && !accepted.includes(code))
  if (unaccepted.length > 0) {
    const codes = [...new Set(unaccepted.map(({ code }) => code))].join(", ")
    throw new Problem("MIG001", {
      detail: unaccepted.map(sentence).join(" "),
      hint: `Accept ${codes} if this is meant.`,
      errors: unaccepted.map(fault),
    })
  }
  const blocking = found.filter(
    ({ code, destructive, count }) => !destructive && count !== undefined && !slow.has(code),
  )
  if (blocking.length === 0) return
  throw new Problem("MIG002", {
    detail: blocking.map(sentence).join(" "),
    hint: [...new Set(blocking.map(({ hint }) => hint))].join(" "),
    errors: blocking.map(fault),
  })
}

function sentence({ message, count, rows }: FoundHazard): string {
  if (count === undefined) return message
  const ids = rows.flatMap(({ id, value }) => (id === null ? [] : [value === null ? id : `${id} (${value})`]))
  const named = ids.length === 0 ? "" : `: ${ids.join(", ")}${count > ids.length ? ", ..." : ""}`
  return `${message} ${count} ${count === 1 ? "row" : "rows"}${named}.`
}

function fault(hazard: FoundHazard): Fault {
  return { path: hazard.probe?.table ?? "", code: hazard.code, message: sentence(hazard), hint: hazard.hint }
}
