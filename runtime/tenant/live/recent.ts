// A bounded map that forgets what was used longest ago.

export interface Recent<K, V> {
  /** The value, which now counts as just used. */
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  values(): Iterable<V>
  clear(): void
  readonly size: number
}

/** Holds at most `capacity` entries; `forgotten` is told of each one that gives way to another. */
export function createRecent<K, V>(capacity: number, forgotten?: (value: V) => void): Recent<K, V> {
  // A Map iterates in order of insertion: to use an entry is to insert it anew.
  const entries = new Map<K, V>()
  return {
    get(key) {
      const value = entries.get(key)
      // Nobody gives way soon while half is free: the order does not matter yet, and reads cost half.
      if (value === undefined || entries.size * 2 <= capacity) return value
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size <= capacity) return
      const [oldest] = entries
      if (oldest === undefined) return
      entries.delete(oldest[0])
      forgotten?.(oldest[1])
    },
    delete: (key) => void entries.delete(key),
    values: () => entries.values(),
    clear: () => entries.clear(),
    get size() {
      return entries.size
    },
  }
}
