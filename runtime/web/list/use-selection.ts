import { useCallback, useMemo, useState } from "react"

export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly toggle: (id: string) => void
  readonly clear: () => void
}

/** The selected records of a list; another list (another `scope`) begins with none. */
export function useSelection(scope: string): Selection {
  const [state, setState] = useState<{ readonly scope: string; readonly ids: ReadonlySet<string> }>({
    scope,
    ids: new Set(),
  })
  const ids = useMemo(() => (state.scope === scope ? state.ids : new Set<string>()), [state, scope])
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      setState({ scope, ids: next })
    },
    [ids, scope],
  )
  const clear = useCallback(() => setState({ scope, ids: new Set() }), [scope])
  return { ids, toggle, clear }
}
