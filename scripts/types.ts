// Generates what follows from the JSON Schemas of the metadata language: TypeScript types, by json-schema-to-typescript, and
// the code that checks files. Takes engine/metaschema/*.schema.json, gives engine/metaschema/generated/ and the tables of
// docs/metadata.md. Run: npm run types
import { readFile, readdir, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { compile } from "json-schema-to-typescript"
import { metadataDocument, metadataDocumentPath } from "./keywords.ts"
import { generateValidators } from "./validators.ts"

const schemas = fileURLToPath(new URL("../engine/metaschema/", import.meta.url))
const banner = "// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand."

/** The generated files by name, `entity.ts` and `validate.js` -> text. Reads the schemas; writes nothing. */
export async function generateTypes(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const file of (await readdir(schemas)).filter((name) => name.endsWith(".schema.json")).sort()) {
    const schema: unknown = JSON.parse(await readFile(schemas + file, "utf8"))
    const { schema: own, imports } = importing(schema)
    const text = await compile(withoutInnerTitles(own), file, {
      bannerComment: banner + imports,
      unreachableDefinitions: false,
      ignoreMinAndMaxItems: true,
      style: { printWidth: 110, semi: false, singleQuote: false, trailingComma: "all" },
    })
    files.set(file.replace(".schema.json", ".ts"), text)
  }
  files.set("validate.js", await generateValidators())
  return files
}

const taken = /"\$ref":"entity\.schema\.json#\/\$defs\/([a-z])([a-z]*)"/g

/** What a schema takes from that of entities is named here and imported, not written again. */
function importing(schema: unknown): { readonly schema: unknown; readonly imports: string } {
  const text = JSON.stringify(schema)
  const names = [...text.matchAll(taken)].map(([, first = "", rest = ""]) => first.toUpperCase() + rest)
  if (names.length === 0) return { schema, imports: "" }
  const named = text.replaceAll(
    taken,
    (_, first: string, rest: string) => `"tsType":"${first.toUpperCase()}${rest}"`,
  )
  const list = [...new Set(names)].sort().join(", ")
  return { schema: JSON.parse(named), imports: `\nimport type { ${list} } from "./entity.ts"` }
}

/** Titles are labels for people; left on every property they would each become a named type, and so would a
 * description beside a `$ref`. Titles of the root and of $defs stay. */
function withoutInnerTitles(schema: unknown): Record<string, unknown> {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip)
    if (typeof value !== "object" || value === null) return value
    if ("$ref" in value && typeof value.$ref === "string") return { $ref: value.$ref }
    const entries = Object.entries(value).filter(
      ([key, inner]) => key !== "title" || typeof inner !== "string",
    )
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, key === "$defs" ? definitions(inner) : strip(inner)]),
    )
  }
  const definitions = (value: unknown): unknown =>
    Object.fromEntries(
      entriesOf(value).map(([name, inner]) => [name, isSchema(inner) ? titled(inner) : inner]),
    )
  const titled = (value: unknown): Record<string, unknown> => ({
    ...Object.fromEntries(entriesOf(strip(value))),
    ...titleOf(value),
  })
  return titled(schema)
}

function isSchema(value: unknown): boolean {
  return typeof value === "object" && value !== null
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : []
}

function titleOf(value: unknown): { readonly title?: string } {
  const isTitled =
    typeof value === "object" && value !== null && "title" in value && typeof value.title === "string"
  return isTitled ? { title: String(value.title) } : {}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of await generateTypes()) await writeFile(`${schemas}generated/${name}`, text)
  await writeFile(metadataDocumentPath, await metadataDocument())
}
