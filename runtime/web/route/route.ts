// Addresses of the screens, read and written in one place.

export type Route =
  | { readonly kind: "home" }
  | { readonly kind: "list"; readonly module: string; readonly view: string }
  | { readonly kind: "record"; readonly entity: string; readonly id: string }
  | { readonly kind: "new"; readonly entity: string }
  | { readonly kind: "print"; readonly entity: string; readonly id: string }
  | { readonly kind: "approvals" }
  | { readonly kind: "merge"; readonly entity: string }
  | { readonly kind: "duplicates"; readonly entity: string }
  | { readonly kind: "reports"; readonly module: string }
  | { readonly kind: "report"; readonly report: string }
  | { readonly kind: "unknown" }

/** The screen at a path. */
export function readRoute(path: string): Route {
  const [first, second, third, ...rest] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent)
  if (first === undefined) return { kind: "home" }
  if (first === "approvals" && second === undefined) return { kind: "approvals" }
  if ((first === "merge" || first === "duplicates") && second !== undefined && third === undefined)
    return { kind: first, entity: second }
  if (first === "reports" && second !== undefined && third === undefined)
    return second.includes(".") ? { kind: "report", report: second } : { kind: "reports", module: second }
  if (rest.length > 0 || second === undefined || third === undefined) return { kind: "unknown" }
  if (first === "m") return { kind: "list", module: second, view: third }
  if (first === "r" && third === "new") return { kind: "new", entity: second }
  if (first === "p") return { kind: "print", entity: second, id: third }
  if (first === "r") return { kind: "record", entity: second, id: third }
  return { kind: "unknown" }
}

/** `/m/crm/crm.leads`. */
export function listPath(module: string, view: string): string {
  return `/m/${encodeURIComponent(module)}/${encodeURIComponent(view)}`
}

/** `/r/crm.lead/<id>`. */
export function recordPath(entity: string, id: string): string {
  return `/r/${encodeURIComponent(entity)}/${encodeURIComponent(id)}`
}

/** `/r/crm.lead/new`, with values to begin with. */
export function newPath(entity: string, values: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(values).toString()
  return `/r/${encodeURIComponent(entity)}/new${query === "" ? "" : `?${query}`}`
}

/** `/p/accounting.sales_invoice/<id>`: the record as it is printed. */
export function printPath(entity: string, id: string): string {
  return `/p/${encodeURIComponent(entity)}/${encodeURIComponent(id)}`
}

/** `/merge/crm.lead?ids=<id>,<id>`: records side by side, to be made one. */
export function mergePath(entity: string, ids: readonly string[]): string {
  return `/merge/${encodeURIComponent(entity)}?ids=${ids.map(encodeURIComponent).join(",")}`
}

/** `/duplicates/crm.lead`: what is there more than once. */
export function duplicatesPath(entity: string): string {
  return `/duplicates/${encodeURIComponent(entity)}`
}

/** `/reports/accounting`: the reports of a module. */
export function reportsPath(module: string): string {
  return `/reports/${encodeURIComponent(module)}`
}

/** `/reports/accounting.trial_balance`. */
export function reportPath(report: string): string {
  return `/reports/${encodeURIComponent(report)}`
}

export const homePath = "/"
export const approvalsPath = "/approvals"
