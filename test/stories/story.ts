// The form of a story: one text file that tells a migration, from the metadata and rows before to the rows after.
//
//   # a title in one line
//   == before      entities of the module `shop` as JSON: name -> properties or whole source
//   == rows        `table {json}` a line; "#1" stands for a record's id
//   == after       entities as JSON
//   == accept      codes of destructive hazards said yes to
//   == refused     what the migration is refused with; then nothing below
//   == changes     the plan: `kind subject [lock, work]`
//   == hazards     code, rows found, message
//   == sql         the commands; may be left out
//   == table x     the rows of a table afterwards, as JSON without system columns
//
// What comes after `accept` is what is expected. Every story that can is also undone, and must then be as before.

export interface Story {
  readonly title: string
  /** Texts by heading, in order, trimmed. */
  readonly sections: ReadonlyMap<string, string>
}

/** The headings that a story gives; all others are expectations. */
export const given: readonly string[] = ["before", "rows", "after", "accept"]

export function parseStory(text: string): Story {
  const [head = "", ...rest] = text.split(/^== /m)
  const sections = rest.map((part): [string, string] => {
    const end = part.indexOf("\n")
    return [part.slice(0, end).trim(), part.slice(end + 1).trim()]
  })
  return { title: head.replace(/^#/, "").trim(), sections: new Map(sections) }
}

export function formatStory({ title, sections }: Story): string {
  const parts = [...sections].map(([heading, text]) => `== ${heading}\n${text}\n`)
  return [`# ${title}\n`, ...parts].join("\n")
}

/** `#1` <-> the id it stands for. */
export function withIds(text: string): string {
  return text.replaceAll(
    /"#(\d+)"/g,
    (_, number: string) => `"00000000-0000-7000-8000-${number.padStart(12, "0")}"`,
  )
}

export function withoutIds(text: string): string {
  return text.replaceAll(/00000000-0000-7000-8000-0*(\d+)/g, "#$1")
}
