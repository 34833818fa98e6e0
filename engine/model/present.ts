// Leaves out what is absent: with exact optional properties, `{ a: undefined }` and `{}` are different things.

/** The object without its undefined members. */
export function present<T extends object>(parts: T): Present<T> {
  const kept: Record<string, unknown> = {}
  for (const key in parts) if (parts[key] !== undefined) kept[key] = parts[key]
  // By construction T without its undefined members; the compiler cannot follow the loop.
  return kept as Present<T>
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
