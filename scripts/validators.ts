// Generates the code that checks metadata files against the metaschemas, by ajv's standalone mode: nothing is compiled when
// the product starts, and the browser, whose CSP forbids code generation, checks with the very same code.
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { Ajv2020 } from "ajv/dist/2020.js"
import standalone from "ajv/dist/standalone/index.js"
import { transform } from "esbuild"
import type { ItemKind, ManifestKind } from "../engine/metaschema/index.ts"

const schemas = fileURLToPath(new URL("../engine/metaschema/", import.meta.url))
const kinds: readonly (ItemKind | ManifestKind)[] = [
  "module",
  "entity",
  "ledger",
  "lifecycle",
  "form",
  "view",
  "report",
  "importer",
  "role",
  "messages",
  "plugin",
  "template",
]
const banner = "// Generated from the metaschemas by scripts/types.ts. Not edited by hand."
/** The one thing that ajv's code asks of its library. */
const codePoints = "const codePoints = { default: (text) => [...text].length }"

/** The text of `generated/validate.js`: one exported function for each kind of item. */
export async function generateValidators(): Promise<string> {
  const byKind = await Promise.all(
    kinds.map(async (kind) => bare(JSON.parse(await readFile(`${schemas}${kind}.schema.json`, "utf8")))),
  )
  const ids = Object.fromEntries(
    kinds.map((kind) => [kind, `https://tenon.example/schema/${kind}.schema.json`]),
  )
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // Of alternatives that are told apart by a key, only the faults of the one that is meant.
    discriminator: true,
    code: { source: true, esm: true },
    schemas: byKind,
  })
  const code = standalone(ajv, ids).replaceAll('require("ajv/dist/runtime/ucs2length")', "codePoints")
  if (code.includes("require(")) throw new Error("The validators need more of ajv than this script provides.")
  const { code: small } = await transform(`${codePoints}\n${code}`, {
    minify: true,
    format: "esm",
    lineLimit: 200,
  })
  return `${banner}\n${small}`
}

/** A schema without the words that only people read. */
function bare(schema: unknown): object {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip)
    if (typeof value !== "object" || value === null) return value
    const kept = Object.entries(value).filter(([key, inner]) => !(isText(key) && typeof inner === "string"))
    return Object.fromEntries(kept.map(([key, inner]) => [key, strip(inner)]))
  }
  return { ...(strip(schema) as object) }
}

function isText(key: string): boolean {
  return key === "title" || key === "description"
}
