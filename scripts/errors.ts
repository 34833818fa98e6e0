// Keeps docs/errors.md level with the catalogue: codes, titles and statuses come from there; what a code means and how
// to mend it is written in the document by hand and kept. A new code comes in with both empty, which the tests refuse.
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"
import { catalogue } from "../engine/error/index.ts"

const rooms: Readonly<Record<string, string>> = {
  REQ: "The request cannot be read",
  AUT: "Who is asking",
  TEN: "Tenants",
  ACC: "What the principal may do",
  PLN: "The action against the model",
  RUN: "The database",
  MOD: "Metadata",
  EXP: "Expressions",
  CAL: "Calculations",
  WFL: "Life cycles",
  LED: "Ledgers",
  REP: "Reports",
  IMP: "Imports",
  MIG: "Migrations",
  INT: "Our own faults",
}

export interface Explanation {
  readonly meaning: string
  readonly mend: string
}

export const errorsPath = fileURLToPath(new URL("../docs/errors.md", import.meta.url))

const entry = /^### ([A-Z]{3}\d{3}) .*\n\nStatus \d{3}\. ?(.*)\n\nMend: ?(.*)$/gm

/** What the document says of each code. */
export function explanations(document: string): ReadonlyMap<string, Explanation> {
  const found = [...document.matchAll(entry)]
  return new Map(found.map(([, code = "", meaning = "", mend = ""]) => [code, { meaning, mend }]))
}

/** The document for the catalogue as it is, with what `known` explains. */
export function rendered(known: ReadonlyMap<string, Explanation>): string {
  const codes = Object.entries(catalogue)
  const parts = Object.entries(rooms).map(([room, title]) => {
    const entries = codes.filter(([code]) => code.startsWith(room)).map((each) => section(each, known))
    return [`## ${room}: ${title}`, ...entries].join("\n\n")
  })
  return `${[heading, ...parts].join("\n\n")}\n`
}

const heading = `# Errors

Every refusal carries a code. A request gets it in an RFC 9457 problem document
(\`{type, title, status, code, detail, hint, errors}\`), metadata in a diagnostic with file, pointer and layer.
\`detail\` says what went wrong this time and where; \`hint\` names the mend, most often the nearest existing name.
A code keeps its meaning for ever and is never used again for another. Codes, titles and statuses are written here by
\`npm run errors\` from \`engine/error/codes/\`; the sentences are written by hand.`

type Entry = readonly [code: string, about: { readonly status: number; readonly title: string }]

function section([code, { status, title }]: Entry, known: ReadonlyMap<string, Explanation>): string {
  const { meaning, mend } = known.get(code) ?? { meaning: "", mend: "" }
  return `### ${code} ${title}\n\n${`Status ${status}. ${meaning}`.trimEnd()}\n\n${`Mend: ${mend}`.trimEnd()}`
}

/** The document as it stands; empty before there is one. */
export function readErrors(): string {
  try {
    return readFileSync(errorsPath, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return ""
    throw error
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(errorsPath, rendered(explanations(readErrors())))
