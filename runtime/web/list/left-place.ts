// Where a list was left: how far it was scrolled and which row was active, by its address, until the page is reloaded.

interface Place {
  readonly active: number
  readonly offset: number
}

const places = new Map<string, Place>()
const start: Place = { active: -1, offset: 0 }

/** Where the list at this address was left; its start when it is new. */
export function leftPlace(): Place {
  return places.get(address()) ?? start
}

export function keepPlace(place: Place): void {
  places.set(address(), place)
}

function address(): string {
  return window.location.pathname + window.location.search
}
