// Keeps the tables of docs/metadata.md level with the metaschemas: what a keyword is called, what it holds and what it means
// comes from there; all else in the document is written by hand. Run: npm run types
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { format, resolveConfig } from "prettier"

export const metadataDocumentPath = fileURLToPath(new URL("../docs/metadata.md", import.meta.url))
const kinds = ["entity", "lifecycle"] as const

/** A table stands between these; its name is that of a definition of the metaschema of entities, of another,
 * `lifecycle.transition`, or of a whole one, `entity`. */
const table = /<!-- keywords: ([\w.]+) -->.*?<!-- end -->/gs

/** The document with its tables as the metaschema has them now. */
export async function metadataDocument(): Promise<string> {
  const schemas = new Map(await Promise.all(kinds.map(async (kind) => [kind, await schemaOf(kind)] as const)))
  const written = await readFile(metadataDocumentPath, "utf8")
  const filled = written.replace(table, (_, name: string) => {
    const [kind, inner] = placeOf(name)
    const schema = schemas.get(kind)
    const definition = inner === undefined ? schema : member(member(schema, "$defs"), inner)
    const rows = rowsOf(definition, schema)
    if (rows.length === 0) throw new Error(`the metaschema of ${kind} defines no ${name}`)
    const second = keywordsOf(definition, schema, "").length > 0 ? "holds" : "with"
    const lines = [`| keyword | ${second} | meaning |`, "| --- | --- | --- |", ...rows]
    return `<!-- keywords: ${name} -->\n\n${lines.join("\n")}\n\n<!-- end -->`
  })
  const config = await resolveConfig(metadataDocumentPath)
  return format(filled, { ...config, parser: "markdown" })
}

async function schemaOf(kind: string): Promise<unknown> {
  const path = new URL(`../engine/metaschema/${kind}.schema.json`, import.meta.url)
  const schema: unknown = JSON.parse(await readFile(path, "utf8"))
  return schema
}

/** The kind of metadata whose metaschema has the table, and the definition; undefined for all of it. */
function placeOf(name: string): readonly [(typeof kinds)[number], string | undefined] {
  const [first = "", second] = name.split(".")
  const kind = kinds.find((one) => one === first)
  return kind === undefined ? ["entity", first] : [kind, second]
}

/** The rows of a definition; of alternatives, one for each, by the keyword that tells it from the others. */
function rowsOf(schema: unknown, root: unknown): readonly string[] {
  const rows = keywordsOf(schema, root, "")
  if (rows.length > 0) return rows
  return list(member(schema, "oneOf")).map((one) => {
    const found = resolved(one, root)
    const [telling = ""] = list(member(found, "required")).map(text)
    const beside = Object.keys(record(member(found, "properties"))).filter(
      (key) => ![telling, "order", "when"].includes(key),
    )
    const others = beside.length === 0 ? "" : beside.map((key) => `\`${key}\``).join(", ")
    return `| \`${telling}\` | ${others} | ${cell(text(member(found, "description")))} |`
  })
}

/** A row for each keyword and, below it, for each key of what it holds; `rules.*.assert` where the author names the middle. */
function keywordsOf(schema: unknown, root: unknown, path: string): readonly string[] {
  return entries(member(schema, "properties")).flatMap(([key, found]) => {
    if (key === "$schema") return []
    const holder = resolved(found, root)
    const about = text(member(found, "description")) || text(member(holder, "description"))
    const row = `| \`${path}${key}\` | ${cell(holds(found, root))} | ${cell(about)} |`
    // Fields and kinds of rows have tables of their own.
    if (path === "" && (key === "properties" || key === "$defs")) return [row]
    return [row, ...below(holder, root, `${path}${key}.`)]
  })
}

function below(schema: unknown, root: unknown, path: string): readonly string[] {
  const each = resolved(member(schema, "additionalProperties"), root)
  const inner = keywordsOf(each, root, `${path}*.`)
  const alternatives = [...list(member(schema, "oneOf")), ...list(member(schema, "anyOf"))]
  return [
    ...keywordsOf(schema, root, path),
    ...inner,
    ...alternatives.flatMap((one) => keywordsOf(resolved(one, root), root, path)),
  ]
}

/** What a keyword holds: the values it may have, or its JSON types; an expression is named as such. */
function holds(schema: unknown, root: unknown): string {
  if (text(member(schema, "$ref")).endsWith("/expression")) return "expression"
  const found = resolved(schema, root)
  const values = list(member(found, "enum"))
  if (values.length > 0) return values.map((value) => `\`${text(value)}\``).join(", ")
  if ("const" in record(found)) return `\`${String(record(found)["const"])}\``
  const type = member(found, "type")
  if (type !== undefined) return Array.isArray(type) ? type.map(text).join(" or ") : text(type)
  const alternatives = [...list(member(found, "oneOf")), ...list(member(found, "anyOf"))]
  return [...new Set(alternatives.map((one) => holds(one, root)))].join(" or ") || "any value"
}

function resolved(schema: unknown, root: unknown): unknown {
  const name = /^#\/\$defs\/(\w+)$/.exec(text(member(schema, "$ref")))?.[1]
  return name === undefined ? schema : member(member(root, "$defs"), name)
}

function cell(content: string): string {
  return content.replaceAll("|", "\\|")
}
function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {}
}
function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(record(value))
}
function member(value: unknown, key: string): unknown {
  return record(value)[key]
}
function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}
