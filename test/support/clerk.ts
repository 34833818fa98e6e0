// Records kept over HTTP by somebody who is logged in: whatever is asked is refused loudly when it does not succeed.
import { got, type Got } from "./over-http.ts"

/** A record as it travels; money is text. */
export interface Book {
  readonly id: string
  readonly [field: string]: unknown
}
export type Fields = Readonly<Record<string, unknown>>

export interface Clerk {
  /** Whatever comes, of `GET records/accounting.journal`. */
  ask(what: string, body?: unknown): Promise<Got>
  /** The body of what succeeds. */
  sure(what: string, body?: unknown): Promise<Got["json"]>
  /** Whatever comes of a file that is sent. */
  send(what: string, file: string | Uint8Array<ArrayBuffer>): Promise<Got>
  /** A record made. */
  make(entity: string, fields: Fields): Promise<Book>
  change(entity: string, id: string, patch: Fields): Promise<Book>
  read(entity: string, id: string, query?: string): Promise<Book>
  /** Records that the condition holds for, in the order of `sort`. */
  find(entity: string, filter: string, sort?: string): Promise<readonly Book[]>
  /** The record after the transition. */
  move(entity: string, id: string, name: string, input?: Fields): Promise<Book>
  /** The record made, and posted at once. */
  posted(entity: string, fields: Fields): Promise<Book>
}

/** Works below an address, `http://127.0.0.1:3000/api/v1`, with a token. */
export function clerkAt(address: string, token: string): Clerk {
  const ask: Clerk["ask"] = (what, body) => {
    const [method = "GET", path = ""] = what.split(/ (.*)/s)
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    return got(`${address}/${path}`, token, { ...init, headers: { "content-type": "application/json" } })
  }
  const send: Clerk["send"] = (what, body) => {
    const [method = "POST", path = ""] = what.split(/ (.*)/s)
    return got(`${address}/${path}`, token, {
      method,
      body,
      headers: { "content-type": "application/octet-stream" },
    })
  }
  const sure: Clerk["sure"] = async (what, body) => {
    const { status, text, json } = await ask(what, body)
    if (status >= 300) throw new Error(`${what} answered ${status}: ${text}`)
    return json
  }
  const make: Clerk["make"] = (entity, fields) => sure(`POST records/${entity}`, fields)
  const move: Clerk["move"] = (entity, id, name, input = {}) =>
    sure(`POST records/${entity}/${id}/transitions/${name}`, input)
  return {
    ...{ ask, send, sure, make, move },
    change: (entity, id, patch) => sure(`PATCH records/${entity}/${id}`, patch),
    read: (entity, id, query = "") => sure(`GET records/${entity}/${id}?${query}`),
    find: async (entity, filter, sort = "id") => {
      const query = new URLSearchParams({ filter, sort, limit: "1000" })
      const { items } = await sure(`GET records/${entity}?${query.toString()}`)
      return items as readonly Book[] // a list's members
    },
    posted: async (entity, fields) => {
      const { id } = await make(entity, fields)
      return move(entity, id, "post")
    },
  }
}
