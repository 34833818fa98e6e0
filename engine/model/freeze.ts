// Makes a model unchangeable, as it is shared by every tenant with the same fingerprint.

/** Freezes plain values, arrays and maps to any depth; maps refuse `set`, `delete` and `clear` from then on. */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value
  if (value instanceof Map) sealMap(value)
  Object.freeze(value)
  const inner: readonly unknown[] = value instanceof Map ? [...value.values()] : Object.values(value)
  for (const one of inner) freezeDeep(one)
  return value
}

function sealMap(map: Map<unknown, unknown>): void {
  const refuse = (): never => {
    throw new TypeError("A model does not change; compile another.")
  }
  for (const method of ["set", "delete", "clear"]) Object.defineProperty(map, method, { value: refuse })
}
