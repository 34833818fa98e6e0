// From the opened world to a listening server.
import { randomUUID } from "node:crypto"
import { pino } from "pino"
import { Problem } from "../../../engine/error/index.ts"
import { ConfigError } from "../../config/index.ts"
import { createLimit, startHttp, type RunningHttp } from "../../http/index.ts"
import { createPerform } from "../../perform/index.ts"
import { listServers, registryOf } from "../../tenant/index.ts"
import type { World } from "../world.ts"
import type { BackgroundBooks } from "./books.ts"

/** Requests a minute that one address may send without a session. */
const anonymousPerMinute = 600

/** Listens where the configuration says; refuses a port that is taken by the name of its variable. `underway` tells what is
 * made in the background of a tenant. */
export async function startServer(world: World, underway: BackgroundBooks["underway"]): Promise<RunningHttp> {
  const { config, auth, database, authSettings, webFolder, performParts, control } = world
  const log = pino({ level: config.logLevel }, pino.destination(2))
  const parts = {
    ...{ auth, database, webFolder },
    settings: authSettings,
    perform: createPerform(performParts),
    records: performParts,
    clock: Date.now,
    underway,
    mostBytes: config.requests.bodyBytes,
    requestTimeoutMs: config.requests.timeoutMs,
    limits: {
      principal: perMinute(config.requests.perPrincipal),
      tenant: perMinute(config.requests.perTenant),
      anonymous: perMinute(anonymousPerMinute),
    },
    report(fault: unknown): string {
      const reference = randomUUID()
      const cause = fault instanceof Problem ? (fault.cause ?? fault) : fault
      log.error({ reference, err: cause }, "a request failed")
      return reference
    },
    async ready() {
      await listServers(registryOf(control))
    },
  }
  try {
    return await startHttp(parts, config.host, config.port)
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "EADDRINUSE") {
      throw new ConfigError(
        "PORT",
        `Port ${config.port} is taken by another process.`,
        "Set PORT to a free one.",
      )
    }
    throw fault
  }
}

function perMinute(most: number) {
  return createLimit({ most, windowMs: 60_000 })
}
