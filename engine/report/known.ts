// What is known of a report before anything is read: its parameters, its days, the time and who asks.
import { partsOf, type Env, type Node } from "../expression/index.ts"
import type { ReportPlan, Window } from "./types.ts"

/** A plan while it is being made. */
export type Asking = Omit<ReportPlan, "totals">

/** Whether the value is known before anything is read: it depends on the parameters and the time alone. */
export function isKnown(node: Node): boolean {
  if (node.kind === "over") return false
  if (node.kind === "path") return node.root === "params" || node.root === "period"
  return partsOf(node).every(isKnown)
}

/** What is known in a window before anything is read. */
export function envIn({ days }: Window, { asked, around }: Pick<Asking, "asked" | "around">): Env {
  const own = (root: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(days).flatMap(([name, day]) =>
        name.startsWith(`${root}.`) ? [[name.slice(root.length + 1), day]] : [],
      ),
    )
  return {
    row: {},
    params: { ...asked, ...own("params") },
    period: own("period"),
    follow: () => undefined,
    ...around,
  }
}
