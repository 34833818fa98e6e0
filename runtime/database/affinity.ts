// Which connection a tenant is at home on, so that each server process keeps the tables of few tenants in its caches.
// Rendezvous hashing: with one connection more or less, only the tenants of that one move.

const rememberedKeys = 20_000

/** Gives the seat, from 0 to `seats` - 1, that a key is at home on; the same for a key in every process. */
export function createAffinity(seats: number): (key: string) => number {
  const homes = new Map<string, number>()
  return (key) => {
    const known = homes.get(key)
    if (known !== undefined) return known
    if (homes.size >= rememberedKeys) homes.clear()
    const home = heaviest(key, seats)
    homes.set(key, home)
    return home
  }
}

function heaviest(key: string, seats: number): number {
  const weights = Array.from({ length: seats }, (_, seat) => weigh(key, seat))
  return weights.indexOf(Math.max(...weights))
}

/** FNV-1a over the key and the seat, with the final mix of MurmurHash3: neighbours must not weigh alike. */
function weigh(key: string, seat: number): number {
  let hash = 0x811c9dc5 ^ seat
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (seat * 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
