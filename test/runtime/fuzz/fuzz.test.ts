import { expect } from "chai"
import fc from "fast-check"
import { runningServer } from "../../support/server.ts"
import { operations, requests, type Operation, type Request } from "./request.ts"
import { asSchema, type Schema } from "./schema.ts"

/** At least so many requests in all, so many at once; a request without an answer after so long hangs. */
const least = Number(process.env["FUZZ_REQUESTS"] ?? 10_000)
const atOnce = 8
const hangsAfterMs = 30_000
/** Drawing requests keeps this process from reading replies, so few are drawn at a time. */
const atATime = 8

const marker = "zebra-of-the-other-tenant"
const secrets = {
  "crm.account": { name: marker },
  "crm.lead": { last_name: marker, company_name: marker },
  "base.tag": { name: marker },
}

describe("every endpoint of the OpenAPI document, asked well and badly", function () {
  this.timeout(15 * 60_000)
  const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31)
  let url: string
  let close = async (): Promise<void> => {}
  let mine: string
  let theirs: string
  let foreign: readonly string[]
  let document: Schema

  before(async () => {
    const server = await runningServer({ RATE_PER_PRINCIPAL: "10000000", RATE_PER_TENANT: "10000000" })
    url = server.url
    close = () => server.close()
    const [acme, globex] = server.tenants
    ;[mine, theirs] = [await server.logIn(acme), await server.logIn(globex)]
    foreign = await Promise.all(
      Object.entries(secrets).map(([entity, record]) => makeForeign(url, theirs, entity, record)),
    )
    document = asSchema((await ask(url, mine, get("/api/v1/openapi.json"))).body)
  })
  after(() => close())

  it(`answers ${least} requests without a fault of its own, a hang, or a row of another tenant (seed ${seed})`, async () => {
    const all = operations(document)
    expect(all.length).to.be.greaterThan(100)
    const sent = await flood(all, { url, token: mine, document, seed, foreign })
    expect(sent.faults.slice(0, 20).join("\n")).to.equal("")
    expect(sent.count).to.be.at.least(least)
    expect(sent.accepted, "requests that were carried out").to.be.greaterThan(least / 20)
  })

  it("has left the other tenant's records as they were", async () => {
    for (const [at, entity] of Object.keys(secrets).entries()) {
      const { status, body } = await ask(url, theirs, get(`/api/v1/records/${entity}/${foreign[at]}`))
      expect(status).to.equal(200)
      expect(body).to.have.property("version", 1)
    }
  })

  it("still serves", async () => {
    expect((await ask(url, mine, get("/api/v1/records/crm.lead"))).status).to.equal(200)
  })
})

interface Flood {
  readonly url: string
  readonly token: string
  readonly document: Schema
  readonly seed: number
  readonly foreign: readonly string[]
}

/** Sends requests for each operation, a few at once; the ids that come back are used again in later requests. */
async function flood(all: readonly Operation[], { url, token, document, seed, foreign }: Flood) {
  const rounds = Math.ceil(least / all.length / atATime)
  const ids = [...foreign]
  const faults: string[] = []
  let [count, accepted] = [0, 0]
  const queue = Array.from({ length: rounds }, () => all)
    .flat()
    .entries()
  const judge = (request: Request, { status, text }: Answer): void => {
    const told = JSON.stringify(request).slice(0, 1500)
    if (status >= 500 || status < 200) faults.push(`${status} ${told} ${text.slice(0, 300)}`)
    if (text.includes(marker)) faults.push(`another tenant's row: ${told}`)
  }
  const lane = async (): Promise<void> => {
    for (const [at, operation] of queue) {
      // Logging in and out belongs to nobody here: it is asked by a stranger.
      const asks = operation.path.includes("/session") ? undefined : token
      const drawn = { numRuns: atATime, seed: seed + at }
      for (const request of fc.sample(requests(operation, { document, ids }), drawn)) {
        const answer = await ask(url, asks, request)
        judge(request, answer)
        count++
        if (answer.status < 300) accepted++
        if (request.method === "POST" && answer.status === 201 && ids.length < 2000)
          ids.push(...idsIn(answer.body))
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return { faults, count, accepted }
}

function idsIn(body: unknown): string[] {
  const { id, items } = asSchema(body)
  if (Array.isArray(items)) return items.flatMap(idsIn)
  return typeof id === "string" ? [id] : []
}

function get(target: string): Request {
  return { operation: target, method: "GET", target, headers: {} }
}

async function makeForeign(url: string, token: string, entity: string, record: object): Promise<string> {
  const headers = { "content-type": "application/json" }
  const body = JSON.stringify(record)
  const made = await ask(url, token, {
    operation: entity,
    method: "POST",
    target: `/api/v1/records/${entity}`,
    headers,
    body,
  })
  if (made.status !== 201) throw new Error(made.text)
  return idsIn(made.body)[0] ?? ""
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly body: unknown
}

/** The answer; status 0 with the reason when there is none in time. */
async function ask(
  url: string,
  token: string | undefined,
  { method, target, headers, body }: Request,
): Promise<Answer> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const sent = body === undefined || method === "GET" ? {} : { body }
  try {
    const signal = AbortSignal.timeout(hangsAfterMs)
    const reply = await fetch(url + target, {
      method,
      signal,
      headers: { ...headers, ...authorization },
      ...sent,
    })
    const text = await reply.text()
    const json = reply.headers.get("content-type")?.includes("json") === true
    return { status: reply.status, text, body: json ? JSON.parse(text) : undefined }
  } catch (error) {
    return { status: 0, text: String(error), body: undefined }
  }
}
