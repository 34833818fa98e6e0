// An operation of the OpenAPI document -> requests for it, some that fit and some that do not.
import fc from "fast-check"
import { hostileText, hostileValue, spoiled } from "./hostile.ts"
import { asSchema, fitting, type Schema, type World } from "./schema.ts"

export interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly Schema[]
  readonly bodies: readonly (readonly [type: string, schema: Schema])[]
}

export interface Request {
  readonly operation: string
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const methods = ["get", "post", "put", "patch", "delete"]

/** Every operation of the document. */
export function operations(document: Schema): readonly Operation[] {
  const base = list(document["servers"])[0]?.["url"]
  const prefix = typeof base === "string" ? base.replace(/^https?:\/\/[^/]+/, "").replace(/\/$/, "") : ""
  return Object.entries(asSchema(document["paths"])).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = asSchema(item)[method]
      if (operation === undefined) return []
      const content = asSchema(asSchema(asSchema(operation)["requestBody"])["content"])
      const bodies = Object.entries(content).map(
        ([type, media]) => [type, asSchema(asSchema(media)["schema"])] as const,
      )
      const own = list(asSchema(operation)["parameters"])
      return [
        { method, path: prefix + path, parameters: [...list(asSchema(item)["parameters"]), ...own], bodies },
      ]
    }),
  )
}

function list(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value.map(asSchema) : []
}

/** Requests for the operation: of three, one fits the document, one has a hostile part, one has nothing but. */
export function requests(operation: Operation, world: World): fc.Arbitrary<Request> {
  const { method, path, parameters, bodies } = operation
  const body =
    bodies.length === 0
      ? fc.constant(undefined)
      : fc.constantFrom(...bodies).chain((one) => bodyOf(one, world))
  const named = fc.tuple(...parameters.map((parameter) => valueOf(parameter, world)))
  const stray = seldom(fc.tuple(hostileText, hostileText), 1)
  return fc.tuple(named, body, stray).map(([values, sent, extra]) => {
    const placed = (place: string): (readonly [string, string])[] =>
      parameters.flatMap((parameter, at) => {
        const value = values[at]
        return parameter["in"] === place && value !== undefined
          ? [[String(parameter["name"]), value] as const]
          : []
      })
    const at = placed("path").reduce((text, [name, value]) => text.replace(`{${name}}`, encoded(value)), path)
    const query = [...placed("query"), ...(extra === undefined ? [] : [extra])]
    const search = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&")
    const headers = placed("header").map(([name, value]) => [
      name,
      value.replace(/[^\x20-\x7e]/g, "?").slice(0, 4000),
    ])
    return {
      operation: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      target: search === "" ? at : `${at}?${search}`,
      headers: {
        ...(Object.fromEntries(headers) as Record<string, string>),
        ...(sent === undefined ? {} : { "content-type": sent.type }),
      },
      ...(sent === undefined ? {} : { body: sent.text }),
    }
  })
}

/** A parameter's value as text; undefined leaves it out. */
function valueOf(parameter: Schema, world: World): fc.Arbitrary<string | undefined> {
  const given = [...examples(parameter), ...examples(asSchema(parameter["schema"]))]
  const fits = fc.oneof(
    fitting(asSchema(parameter["schema"]), world).map(asText),
    ...(given.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...given) }]),
  )
  const present = fc.oneof({ weight: 5, arbitrary: fits }, { weight: 1, arbitrary: hostileText })
  return parameter["required"] === true ? present : seldom(present, 4)
}

/** The value in `times` of twelve cases, nothing in the others. */
function seldom<T>(value: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: times, arbitrary: value },
    { weight: 12 - times, arbitrary: fc.constant(undefined) },
  )
}

/** What the document itself gives as examples: filters and sorts that get beyond the parser. */
function examples(of: Schema): string[] {
  const several = Object.values(asSchema(of["examples"])).map((one) => asSchema(one)["value"] ?? one)
  return [of["example"], ...several].filter((value) => value !== undefined).map(asText)
}

function bodyOf(
  [type, schema]: readonly [string, Schema],
  world: World,
): fc.Arbitrary<{ type: string; text: string }> {
  const fits = fitting(schema, world)
  const json = fc.oneof(
    { weight: 4, arbitrary: fits },
    { weight: 4, arbitrary: fits.chain(spoiled) },
    { weight: 1, arbitrary: hostileValue },
  )
  const text = fc.oneof(
    { weight: 20, arbitrary: json.map((value) => JSON.stringify(value) ?? "") },
    { weight: 1, arbitrary: hostileText },
  )
  const types = fc.oneof(
    { weight: 30, arbitrary: fc.constant(type) },
    fc.constantFrom("text/plain", "application/xml", "a/b;c"),
  )
  return fc.record({ type: types, text })
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "")
}

/** Percent-encoded; a lone surrogate, which has no encoding, goes out as the replacement character. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"))
}
