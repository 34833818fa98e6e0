// What a careful team would write by hand: express 5, a signed token checked by jose, bodies and parameters by ajv.
import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import express, { type NextFunction, type Request, type Response } from "express"
import { jwtVerify } from "jose"
import { sent } from "./queries.ts"
import { work, type Body } from "./work.ts"

const base = "/api/v1/records/bench.invoice"
const does = work(process.env)
const secret = new TextEncoder().encode(process.env["SECRET_KEY"])

const ajv = new Ajv2020({ allErrors: true })
addFormats(ajv)
const decimal = { type: "string", pattern: "^-?\\d{1,12}(\\.\\d{1,2})?$" }
const properties = {
  number: { type: "string", minLength: 1, maxLength: 40 },
  customer: { type: "string", format: "uuid" },
  issue_date: { type: "string", format: "date" },
  due_date: { type: "string", format: "date" },
  status: { enum: ["draft", "open", "paid", "cancelled"] },
  currency: { type: "string", maxLength: 3 },
  net: decimal,
  tax: decimal,
  total: decimal,
  reference: { type: "string", maxLength: 80 },
  notes: { type: "string", maxLength: 2000 },
  paid: { type: "boolean" },
}
const record = { type: "object", properties, required: [...sent], additionalProperties: false }
const isRecord = ajv.compile<Body>(record)
const isRecords = ajv.compile<Body[]>({ type: "array", items: record, minItems: 1, maxItems: 1000 })
const isPatch = ajv.compile<Body>({ type: "object", properties, additionalProperties: false })
const text = { type: "string", maxLength: 200 }
const isQuery = ajv.compile<Record<string, string>>({
  type: "object",
  properties: {
    filter: text,
    sort: text,
    limit: { type: "string", pattern: "^\\d{1,4}$" },
    expand: text,
    fields: text,
  },
  additionalProperties: false,
})

const app = express()
app.disable("x-powered-by")
app.get("/healthz", (_request, response) => void response.json({}))
app.use(authenticated)
app.use(express.json({ limit: "1mb", type: ["application/json", "application/merge-patch+json"] }))

app.get(base, async (request, response) => {
  const { query } = request
  if (!isQuery(query)) return refuse(response, isQuery.errors)
  const status = /'(\w+)'/.exec(query["filter"] ?? "")?.[1] ?? ""
  send(response, 200, query["expand"] === undefined ? await does.list(status) : await does.expand(status))
})
app.get(`${base}/aggregate`, async (_request, response) => send(response, 200, await does.aggregate()))
app.get(`${base}/:id`, async (request, response) => send(response, 200, await does.read(request.params.id)))
app.post(base, async (request, response) => {
  const body: unknown = request.body
  if (Array.isArray(body))
    return isRecords(body)
      ? send(response, 201, await does.createMany(body))
      : refuse(response, isRecords.errors)
  return isRecord(body) ? send(response, 201, await does.create(body)) : refuse(response, isRecord.errors)
})
app.patch(`${base}/:id`, async (request, response) => {
  const body: unknown = request.body
  if (!isPatch(body)) return refuse(response, isPatch.errors)
  send(response, 200, await does.update(request.params.id, body))
})
app.listen(Number(process.env["PORT"]), "127.0.0.1")

async function authenticated(request: Request, response: Response, next: NextFunction): Promise<void> {
  try {
    await jwtVerify(request.headers.authorization?.slice("Bearer ".length) ?? "", secret)
  } catch {
    response.status(401).json({ title: "Not logged in" })
    return
  }
  next()
}

function send(response: Response, status: number, body: string | undefined): void {
  if (body === undefined) response.status(404).json({ title: "No such record" })
  else response.status(status).type("application/json").send(body)
}

function refuse(response: Response, errors: unknown): void {
  response.status(400).json({ title: "The input is not valid", errors })
}
