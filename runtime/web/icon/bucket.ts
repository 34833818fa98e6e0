// Which file an icon stands in; shared by the build, which writes the files, and the browser, which asks for them.

export const bucketCount = 64

/** The number of the file that holds an icon: a small hash of its name. */
export function bucketOf(name: string): number {
  let hash = 0
  for (const char of name) hash = (hash * 31 + char.charCodeAt(0)) % 65521
  return hash % bucketCount
}
