// The state of a list stands in the address, so that it can be shared and survives a reload.
import { changeQuery, usePlace } from "../route/location.ts"

export interface ListState {
  readonly q: string
  /** The person's own filter, an expression; the view's filter is added to it. */
  readonly filter: string
  /** Fields to sort by, `-` before those descending; empty means as the view says. */
  readonly sort: readonly string[]
  /** Whether records of other companies than the one worked for are listed too. */
  readonly companies: "own" | "all"
}

export function useListState(): ListState {
  const { query } = usePlace()
  return {
    q: query.get("q") ?? "",
    filter: query.get("filter") ?? "",
    sort: (query.get("sort") ?? "").split(",").filter((part) => part !== ""),
    companies: query.get("company") === "all" ? "all" : "own",
  }
}

export function setSearch(q: string): void {
  changeQuery({ q })
}

export function setFilter(filter: string): void {
  changeQuery({ filter })
}

export function setSort(sort: readonly string[]): void {
  changeQuery({ sort: sort.join(",") })
}

export function setCompanies(companies: ListState["companies"]): void {
  changeQuery({ company: companies === "all" ? "all" : undefined })
}

export function clearList(): void {
  changeQuery({ q: undefined, filter: undefined })
}

/** The next order when a header is pressed: ascending, descending, then as the view says. */
export function nextSort(current: readonly string[], path: string): readonly string[] {
  if (current[0] === path) return [`-${path}`]
  if (current[0] === `-${path}`) return []
  return [path]
}
