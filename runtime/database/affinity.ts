// Which few connections a tenant prefers, so that each server process keeps the tables of few tenants in its caches.
// Rendezvous hashing: with one connection more or less, only the tenants of that one move.

/** The seats, best first, that a key prefers among `seats`; the same for a key in every process. */
export function preferredSeats(key: string, seats: number, wanted: number): readonly number[] {
  return Array.from({ length: seats }, (_, seat) => ({ seat, weight: weigh(key, seat) }))
    .sort((a, b) => b.weight - a.weight || a.seat - b.seat)
    .slice(0, wanted)
    .map(({ seat }) => seat)
}

/** FNV-1a over the key and the seat, with the final mix of MurmurHash3: neighbours must not weigh alike. */
function weigh(key: string, seat: number): number {
  let hash = 0x811c9dc5 ^ seat
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (seat * 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
