// Puts load on a server for a while and tells what came back.
import autocannon from "autocannon"
import type { Running } from "./process.ts"

/** One request, made anew for each call so that a run is spread over many records. */
export interface Call {
  readonly method: "GET" | "POST" | "PATCH"
  readonly path: string
  readonly body?: string
}

/** A server and how it is told who asks. */
export interface Target extends Running {
  readonly headers: Readonly<Record<string, string>>
}

export interface Load {
  readonly connections: number
  readonly seconds: number
  readonly call: () => Call
}

export interface Outcome {
  /** Answers per second. */
  readonly rate: number
  /** Milliseconds, the median and the 99th percentile. */
  readonly p50: number
  readonly p99: number
  /** Milliseconds of the server's CPU per request. */
  readonly cpu: number
}

/** Runs the load; throws when any answer was not 2xx, so that no figure stands on errors. */
export async function load(server: Target, { connections, seconds, call }: Load): Promise<Outcome> {
  const before = server.cpu()
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    timeout: 30,
    requests: [
      {
        setupRequest: (request) => {
          const { method, path, body } = call()
          const type =
            body === undefined ? {} : { "content-type": method === "PATCH" ? mergePatch : "application/json" }
          return {
            ...request,
            method,
            path,
            headers: { ...server.headers, ...type },
            ...(body === undefined ? {} : { body }),
          }
        },
      },
    ],
  })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0 || result["2xx"] === 0)
    throw new Error(`${server.name}: ${failed} of ${result.requests.total} failed`)
  return {
    rate: result["2xx"] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: (server.cpu() - before) / result["2xx"],
  }
}

const mergePatch = "application/merge-patch+json"

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2
}
