// The address bar is the state of a screen: where we are, and its query, kept by the history API.
import { useSyncExternalStore } from "react"

export interface Place {
  readonly path: string
  readonly query: URLSearchParams
}

const listeners = new Set<() => void>()
let place = read()

function read(): Place {
  return { path: window.location.pathname, query: new URLSearchParams(window.location.search) }
}

function changed(): void {
  place = read()
  for (const listener of listeners) listener()
}
window.addEventListener("popstate", changed)

/** Where we are. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => place)
}

/** Goes to another address; "replace" leaves no step to come back to. */
export function go(address: string, how: "push" | "replace" = "push"): void {
  if (address === window.location.pathname + window.location.search) return
  if (how === "push") window.history.pushState(null, "", address)
  else window.history.replaceState(null, "", address)
  changed()
}

/** Changes the query in place: undefined and "" remove a key. */
export function changeQuery(changes: Readonly<Record<string, string | undefined>>): void {
  const query = new URLSearchParams(window.location.search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  go(window.location.pathname + (text === "" ? "" : `?${text}`), "replace")
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
