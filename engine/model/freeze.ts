// Makes a model unchangeable, as it is shared by every tenant with the same fingerprint.

/** Freezes plain values, arrays and maps to any depth; maps refuse `set`, `delete` and `clear` from then on. */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value
  if (value instanceof Map) Object.setPrototypeOf(value, sealedMap)
  Object.freeze(value)
  if (value instanceof Map) for (const one of value.values()) freezeDeep(one)
  else for (const key in value) freezeDeep(value[key])
  return value
}

/** Freezing leaves the entries of a map open: its methods must refuse. */
const sealedMap = Object.freeze(
  Object.defineProperties(new Map<unknown, unknown>(), {
    set: { value: refuse },
    delete: { value: refuse },
    clear: { value: refuse },
  }),
)

function refuse(): never {
  throw new TypeError("A model does not change; compile another.")
}
