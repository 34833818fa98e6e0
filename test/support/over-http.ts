// Asking a running server over HTTP, and reading what it answers.

/** JSON as tests read it: members that they walk through have their types, all others are only compared. */
export interface Body {
  readonly id: string
  readonly code: string
  readonly detail: string
  readonly title: string
  readonly user: Body
  readonly email: string
  readonly fields: Readonly<Record<string, Body>>
  readonly enum: readonly object[]
  readonly entities: Readonly<Record<string, Body>>
  readonly rights: Readonly<Record<string, unknown>>
  readonly paths: object
  readonly [member: string]: unknown
}

export interface Got {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; empty when it is none. */
  readonly json: Body
}

export type Init = RequestInit & { readonly headers?: Record<string, string> }

/** Asks for an address with a bearer token, unless the request brings its own. */
export async function got(address: string, token: string, init: Init = {}): Promise<Got> {
  const response = await fetch(address, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  })
  const text = await response.text()
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "")
  const json = (isJson ? JSON.parse(text) : {}) as Body // a border: tests compare what they find
  return { status: response.status, headers: response.headers, text, json }
}
