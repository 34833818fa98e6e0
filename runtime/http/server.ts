// The server: requests to records go straight to our handle, everything else to express.
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { createApp } from "./app.ts"
import type { AppParts } from "./parts.ts"
import { createHandle } from "./handle.ts"
import { RECORDS } from "./receive.ts"
import type { Perform } from "../perform/index.ts"

export interface HttpParts extends AppParts {
  readonly perform: Perform
  readonly requestTimeoutMs: number
}

export interface RunningHttp {
  readonly port: number
  /** Takes no more requests, answers those in flight for at most `graceMs`, then ends. */
  close(graceMs: number): Promise<void>
}

/** Listens on `host` and `port` (0: any free one); rejects when the port is taken. */
export async function startHttp(parts: HttpParts, host: string, port: number): Promise<RunningHttp> {
  const app = createApp(parts)
  const handle = createHandle({ ...parts, identify: parts.auth.identify })
  const server = createServer(
    { requestTimeout: parts.requestTimeoutMs, keepAliveTimeout: 65_000, maxHeaderSize: 32_768 },
    (request, response) => {
      if (request.url?.startsWith(RECORDS) === true) void handle(request, response)
      else app(request, response)
    },
  )
  await listening(server, host, port)
  return { port: (server.address() as AddressInfo).port, close: (graceMs) => closed(server, graceMs) }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      resolve()
    })
  })
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
