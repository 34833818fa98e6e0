// The moves that a record can make now, as its roles open them and in the order of the life cycle.
import { useQuery } from "@tanstack/react-query"
import { readMoves } from "../api/transitions.ts"
import type { Entity, Transition } from "../contract/model.ts"
import type { Fault } from "../contract/problem.ts"
import type { StoredRow } from "../contract/record.ts"

/** A transition from the record's state, and what stands in its way. */
export interface OpenMove {
  readonly transition: Transition
  readonly reasons: readonly Fault[]
}

const none: readonly OpenMove[] = []

/** Empty while they are asked for, and for records without a life cycle. Those that are hindered come after the others. */
export function useMoves(entity: Entity, stored: StoredRow | undefined): readonly OpenMove[] {
  const { lifecycle } = entity
  const answer = useQuery({
    queryKey: ["records", entity.id, "moves", stored?.id, stored?.version],
    queryFn: ({ signal }) => readMoves(entity.id, stored?.id ?? "", signal),
    enabled: stored !== undefined && lifecycle !== undefined && lifecycle.transitions.length > 0,
    select: (moves) => {
      const reasons = new Map(moves.map((move) => [move.name, move.reasons]))
      return (lifecycle?.transitions ?? []).flatMap((transition) => {
        const found = reasons.get(transition.name)
        return found === undefined ? [] : [{ transition, reasons: found }]
      })
    },
  })
  return answer.data ?? none
}
