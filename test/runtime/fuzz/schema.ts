// JSON Schema (2020-12, as OpenAPI 3.1 carries it) -> values that fit it. Only what our own documents use.
import fc from "fast-check"

export interface Schema {
  readonly [key: string]: unknown
}

/** What values may be drawn from besides the schema: the document that `$ref`s point into, and ids of real records. */
export interface World {
  readonly document: Schema
  readonly ids: readonly string[]
}

/** Values that the schema accepts; where it says less than the server knows, values that are at least plausible. */
export function fitting(schema: Schema, world: World, depth = 4): fc.Arbitrary<unknown> {
  const inner = (value: unknown): fc.Arbitrary<unknown> => fitting(asSchema(value), world, depth - 1)
  if (typeof schema["$ref"] === "string")
    return fitting(resolved(schema["$ref"], world.document), world, depth)
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]))
  if ("const" in schema) return fc.constant(schema["const"])
  const choice = schema["oneOf"] ?? schema["anyOf"]
  if (Array.isArray(choice)) return fc.oneof(...choice.map(inner))
  if (Array.isArray(schema["allOf"])) return fitting(joined(schema, world.document), world, depth)
  const types = [schema["type"] ?? "object"].flat().filter((type) => typeof type === "string")
  return fc.oneof(...types.map((type) => ofType(type, schema, world, depth)))
}

function ofType(type: string, schema: Schema, world: World, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case "null":
      return fc.constant(null)
    case "boolean":
      return fc.boolean()
    case "integer":
      return fc.integer({ min: number(schema["minimum"], -1000), max: number(schema["maximum"], 1000) })
    case "number":
      return fc.double({ min: -1e6, max: 1e6, noNaN: true })
    case "array":
      return fc.array(depth > 0 ? fitting(asSchema(schema["items"]), world, depth - 1) : fc.constant(null), {
        minLength: number(schema["minItems"], 0),
        maxLength: Math.min(3, number(schema["maxItems"], 3)),
      })
    case "string":
      return text(schema, world)
    default:
      return object(schema, world, depth)
  }
}

function object(schema: Schema, world: World, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries(asSchema(schema["properties"]))
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : []
  const wanted = properties.filter(
    ([name, part]) => required.includes(name) || (depth > 0 && !asSchema(part)["readOnly"]),
  )
  const model = Object.fromEntries(
    wanted.map(([name, part]) => [name, fitting(asSchema(part), world, depth - 1)]),
  )
  return fc.record(model, { requiredKeys: required.filter((name) => name in model) })
}

function text(schema: Schema, { ids }: World): fc.Arbitrary<string> {
  const known =
    ids.length === 0 ? fc.uuid() : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.uuid())
  const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
    uuid: known,
    date: day.map((date) => date.toISOString().slice(0, 10)),
    "date-time": day.map((date) => date.toISOString()),
    time: day.map((date) => date.toISOString().slice(11, 19)),
    email: fc.emailAddress(),
    uri: fc.webUrl(),
  }
  const format = formats[String(schema["format"])]
  if (format !== undefined) return format
  if (typeof schema["pattern"] === "string")
    return fc.stringMatching(new RegExp(schema["pattern"], "u"), { size: "small" })
  const minLength = number(schema["minLength"], 0)
  return fc.string({
    minLength,
    maxLength: Math.max(minLength, Math.min(40, number(schema["maxLength"], 40))),
  })
}

const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2050-01-01"), noInvalidDate: true })

/** The parts of `allOf` and what stands beside it, as one schema. */
function joined(schema: Schema, document: Schema): Schema {
  const { allOf, ...rest } = schema
  const parts = (allOf as unknown[]).map((part) => {
    const { $ref } = asSchema(part)
    return typeof $ref === "string" ? resolved($ref, document) : asSchema(part)
  })
  const all = [rest, ...parts]
  return Object.assign({}, ...all, {
    properties: Object.assign({}, ...all.map((part) => asSchema(part["properties"]))) as Schema,
    required: all.flatMap((part) => (Array.isArray(part["required"]) ? (part["required"] as unknown[]) : [])),
  }) as Schema
}

/** What an RFC 6901 pointer inside the document points to. */
function resolved(ref: string, document: Schema): Schema {
  const keys = ref
    .replace(/^#\//, "")
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
  return keys.reduce<Schema>((at, key) => asSchema(at[key]), document)
}

function number(value: unknown, fallback: number): number {
  return typeof value === "number" ? value : fallback
}

export function asSchema(value: unknown): Schema {
  return typeof value === "object" && value !== null ? (value as Schema) : {} // documents are plain JSON
}
