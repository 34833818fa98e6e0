// Where one was in a report, kept with the step of the history: who comes back from the records behind a figure finds the
// same rows folded and the same ones in view.

export interface KeptPlace {
  readonly top: number
  readonly left: number
  readonly folded: readonly string[]
  readonly drawn: number
}

interface Kept {
  readonly report?: KeptPlace
}

/** The place kept with this step of the history. */
export function keptPlace(): KeptPlace | undefined {
  // The state of the history is what was put there, here or nowhere.
  return (window.history.state as Kept | null)?.report
}

/** Keeps the place with this step. */
export function keepPlace(place: KeptPlace): void {
  const state = window.history.state as Kept | null
  window.history.replaceState({ ...state, report: place }, "")
}
