// Leaves out what is absent: with exact optional properties, `{ a: undefined }` and `{}` are different things.

/** The object without its undefined members. */
export function present<T extends object>(parts: T): Present<T> {
  const kept = Object.entries(parts).filter(([, value]) => value !== undefined)
  // Object.entries forgets the names; what remains is by construction T without its undefined members.
  return Object.fromEntries(kept) as Present<T>
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
