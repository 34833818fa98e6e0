// The floor: node:http and pg, nothing between them. No token, no validation, no router.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { work, type Body } from "./work.ts"

const base = "/api/v1/records/bench.invoice"
const does = work(process.env)

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error))
  })
}).listen(Number(process.env["PORT"]), "127.0.0.1")

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await reply(request)
  const status = text === undefined ? 404 : request.method === "POST" ? 201 : 200
  const body = text ?? "{}"
  response
    .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
    .end(body)
}

async function reply(request: IncomingMessage): Promise<string | undefined> {
  const url = request.url ?? ""
  if (url === "/healthz") return "{}"
  const rest = url.slice(base.length)
  if (request.method === "POST") {
    const body = JSON.parse(await read(request)) as Body | Body[] // the border: this server trusts its caller
    return Array.isArray(body) ? does.createMany(body) : does.create(body)
  }
  if (request.method === "PATCH") return does.update(rest.slice(1), JSON.parse(await read(request)) as Body)
  if (rest.startsWith("?")) {
    const asked = new URLSearchParams(rest)
    const status = /'(\w+)'/.exec(asked.get("filter") ?? "")?.[1] ?? ""
    return asked.has("expand") ? does.expand(status) : does.list(status)
  }
  return rest.startsWith("/aggregate") ? does.aggregate() : does.read(rest.slice(1))
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => resolve(Buffer.concat(chunks).toString()))
    request.on("error", reject)
  })
}
