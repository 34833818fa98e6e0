// Puts a fault that ajv found into plain words with a pointer and, for an unknown key or value, the nearest name.
import type { ErrorObject } from "ajv"
import { nearest } from "../error/index.ts"
import type { JsonValue } from "./types.ts"

export interface FormFault {
  /** RFC 6901 pointer inside the item. */
  readonly pointer: string
  readonly message: string
  readonly hint?: string
}

/** One fault in plain words. `content` is the item, `schema` its metaschema. For an unknown or misspelt key the pointer names
 * the key itself. */
export function describeFault(error: ErrorObject, content: JsonValue, schema: object): FormFault {
  const { keyword, instancePath: pointer, params } = error
  const name = lastKey(pointer) || "the file"
  switch (keyword) {
    case "additionalProperties":
    case "unevaluatedProperties":
      return unknownKey(error, keysAround(error, content, schema))
    case "required":
      return {
        pointer,
        message: `${name} lacks "${text(params["missingProperty"])}".`,
        ...misspelt(error, content, schema),
      }
    case "dependentRequired": {
      const key = text(params["property"])
      return {
        pointer: `${pointer}/${key}`,
        message: `"${key}" goes with "${text(params["missingProperty"])}", which is not there.`,
      }
    }
    case "discriminator":
      return unknownAlternative(error, content, schema)
    case "enum":
    case "const":
      return unknownValue(error, name, at(content, error.instancePath))
    case "type":
      return { pointer, message: `${name} must be ${article(text(params["type"]))}.` }
    case "pattern":
      return badName(error, name, at(content, error.instancePath))
    default:
      return { pointer, message: `${name} ${plain(error)}.` }
  }
}

function unknownKey(error: ErrorObject, known: readonly string[]): FormFault {
  const key = text(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"])
  const close = nearest(key, known)
  return {
    pointer: `${error.instancePath}/${escape(key)}`,
    message: `"${key}" is not a key that means anything here.`,
    hint:
      close === undefined
        ? `Known here: ${known.filter((k) => !k.startsWith("$")).join(", ")}.`
        : `Did you mean "${close}"?`,
  }
}

function unknownValue(error: ErrorObject, name: string, value: unknown): FormFault {
  const allowed =
    error.keyword === "const" ? [error.params["allowedValue"]] : list(error.params["allowedValues"])
  const values = allowed.map(text)
  const close = typeof value === "string" ? nearest(value, values) : undefined
  const message =
    values.length === 1
      ? `${name} must be "${values[0]}".`
      : `${JSON.stringify(value)} is not possible for ${name}: it is one of ${values.join(", ")}.`
  return {
    pointer: error.instancePath,
    message,
    ...(close === undefined ? {} : { hint: `Did you mean "${close}"?` }),
  }
}

function badName(error: ErrorObject, name: string, value: unknown): FormFault {
  const pattern = text(error.params["pattern"])
  if (error.propertyName !== undefined)
    return {
      pointer: `${error.instancePath}/${escape(error.propertyName)}`,
      message: `"${error.propertyName}" cannot be a name here: lower-case letters, digits and _, a letter first, 40 at most.`,
    }
  const form = pattern.includes("\\.") && pattern.includes("[a-z]") ? "`module.name` in lower case" : pattern
  return {
    pointer: error.instancePath,
    message: `${name} must have the form ${form}, but is ${JSON.stringify(value)}.`,
  }
}

/** A missing key often stands there misspelt: name the unknown sibling that comes closest. */
function misspelt(error: ErrorObject, content: JsonValue, schema: object): { readonly hint?: string } {
  const present = Object.keys(record(at(content, error.instancePath)))
  const known = new Set(keysAround(error, content, schema))
  const close = nearest(
    text(error.params["missingProperty"]),
    present.filter((key) => !known.has(key)),
  )
  return close === undefined ? {} : { hint: `"${close}" may be a slip for it.` }
}

function plain(error: ErrorObject): string {
  const limit = text(error.params["limit"])
  switch (error.keyword) {
    case "minLength":
      return `needs at least ${limit} character${limit === "1" ? "" : "s"}`
    case "maxLength":
      return `may have ${limit} characters at most`
    case "minItems":
      return `needs at least ${limit} value${limit === "1" ? "" : "s"}`
    case "minProperties":
      return `needs at least ${limit} key${limit === "1" ? "" : "s"}`
    case "uniqueItems":
      return `holds the same value twice, at ${[error.params["i"], error.params["j"]]
        .map(Number)
        .sort((a, b) => a - b)
        .join(" and ")}`
    case "minimum":
      return `must be ${limit} or more`
    case "maximum":
      return `must be ${limit} or less`
    default:
      return "has none of the forms that are possible here"
  }
}

function article(type: string): string {
  const types = type.split(",").map((one) => (/^[aeio]/.test(one) ? `an ${one}` : `a ${one}`))
  return types.join(" or ")
}

/** The keys that the metaschema declares for the object at fault. */
function keysAround({ instancePath }: ErrorObject, content: JsonValue, schema: object): readonly string[] {
  const found = resolve(schemaAt(instancePath, content, schema), schema, at(content, instancePath))
  return Object.keys(record(found["properties"]))
}

/** What the metaschema says of the value at a pointer, alternatives not yet chosen. */
function schemaAt(pointer: string, content: JsonValue, schema: object): unknown {
  let here: unknown = schema
  let value: unknown = content
  for (const key of pointer.split("/").slice(1)) {
    const { properties, additionalProperties, items } = resolve(here, schema, value)
    here = record(properties)[unescape(key)] ?? additionalProperties ?? items
    value = record(value)[unescape(key)]
  }
  return here
}

/** A key tells which of some alternatives is meant, and tells of none. */
function unknownAlternative(error: ErrorObject, content: JsonValue, schema: object): FormFault {
  const tag = text(error.params["tag"])
  const meant: unknown = error.params["tagValue"]
  const { oneOf } = followed(schemaAt(error.instancePath, content, schema), schema)
  const values = list(oneOf).map((one) => text(tagOf(followed(one, schema), tag)))
  const close = typeof meant === "string" ? nearest(meant, values) : undefined
  return {
    pointer: `${error.instancePath}/${tag}`,
    message: `${JSON.stringify(meant) ?? "Nothing"} is not possible for ${tag}: it is one of ${values.join(", ")}.`,
    ...(close === undefined ? {} : { hint: `Did you mean "${close}"?` }),
  }
}

function tagOf(schema: Readonly<Record<string, unknown>>, tag: string): unknown {
  return record(record(schema["properties"])[tag])["const"]
}

/** A schema with its `$ref` followed; of alternatives the one that `value` names by a key, or the one that is an object. */
function resolve(schema: unknown, root: object, value: unknown): Readonly<Record<string, unknown>> {
  const found = followed(schema, root)
  const branches = list(found["oneOf"]).map((one) => followed(one, root))
  const tag = record(found["discriminator"])["propertyName"]
  const named =
    typeof tag === "string" ? branches.find((one) => tagOf(one, tag) === record(value)[tag]) : undefined
  return named ?? branches.find((one) => "properties" in one) ?? found
}

function followed(schema: unknown, root: object): Readonly<Record<string, unknown>> {
  const { $ref } = record(schema)
  return typeof $ref === "string" ? followed(at(root, $ref.slice(1)), root) : record(schema)
}

/** The value at an RFC 6901 pointer, undefined where nothing is. */
function at(content: unknown, pointer: string): unknown {
  let value: unknown = content
  for (const key of pointer.split("/").slice(1)) value = record(value)[unescape(key)]
  return value
}

function lastKey(pointer: string): string {
  return unescape(pointer.slice(pointer.lastIndexOf("/") + 1))
}
function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1")
}
function unescape(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~")
}
function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {}
}
function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
function text(value: unknown): string {
  return typeof value === "string" ? value : String(value)
}
