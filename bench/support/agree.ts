// Before anything is measured: all servers give the same answers, so that all did the same work.
import { isDeepStrictEqual } from "node:util"
import type { Call, Target } from "./load.ts"
import type { Work } from "./works.ts"

/** Throws unless every server gives what the first one gives: the same items, or for writes the same keys. */
export async function agree(servers: readonly Target[], works: readonly Work[]): Promise<void> {
  for (const work of works) {
    const call = work.call()
    const answers = await Promise.all(servers.map((server) => ask(server, call)))
    const [first, ...others] = work.same === "body" ? answers : answers.map(keysOf)
    others.forEach((other, at) => {
      if (isDeepStrictEqual(first, other)) return
      const [a, b] = [first, other].map((value) => JSON.stringify(value).slice(0, 1500))
      throw new Error(`"${work.name}" differs.\n${servers[0]?.name}: ${a}\n${servers[at + 1]?.name}: ${b}`)
    })
  }
}

async function ask(server: Target, { method, path, body }: Call): Promise<unknown> {
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json"
  const sent = body === undefined ? {} : { body, headers: { ...server.headers, "content-type": type } }
  const reply = await fetch(server.url + path, { method, headers: server.headers, ...sent })
  const text = await reply.text()
  if (!reply.ok)
    throw new Error(`${server.name} answers ${reply.status} to ${method} ${path}: ${text.slice(0, 500)}`)
  const value = JSON.parse(text) as Record<string, unknown> // a record or {items}
  return "items" in value ? { items: value["items"] } : value
}

/** The names in place of the values: two creates differ in their ids. */
function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysOf)
  return typeof value === "object" && value !== null ? Object.keys(value).sort() : typeof value
}
