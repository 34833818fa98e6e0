// Environment -> Config, once, at the start. Every variable that something acts on is read here and nowhere else.
import { resolve } from "node:path"
import { databaseServers, type DatabaseServer } from "./databases.ts"
import { databaseLimits, requestLimits, type DatabaseLimits, type RequestLimits } from "./limits.ts"
import { choice, text, whole, yesOrNo, type Environment } from "./read.ts"
import { secretKey } from "./secret.ts"

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const
export type LogLevel = (typeof logLevels)[number]

export interface Config {
  readonly port: number
  /** The address to listen on: loopback unless told otherwise, for there is no TLS here. */
  readonly host: string
  /** Absolute path. */
  readonly dataDirectory: string
  /** Empty: the embedded PostgreSQL in the data directory. The first holds the registry. */
  readonly servers: readonly DatabaseServer[]
  readonly secretKey: string
  /** Whether to load the demo companies. */
  readonly demo: boolean
  readonly logLevel: LogLevel
  readonly database: DatabaseLimits
  readonly requests: RequestLimits
}

/** Reads all variables; refuses the first wrong one with its name, its fault and the mend (ConfigError). */
export async function readConfig(environment: Environment): Promise<Config> {
  const dataDirectory = resolve(text(environment, "DATA_DIR", ".data"))
  return Object.freeze({
    port: whole(environment, "PORT", 3000, [0, 65_535]),
    host: text(environment, "HOST", "127.0.0.1"),
    dataDirectory,
    servers: Object.freeze(databaseServers(environment)),
    demo: yesOrNo(environment, "DEMO", "yes"),
    logLevel: choice(environment, "LOG_LEVEL", "info", logLevels),
    database: Object.freeze(databaseLimits(environment)),
    requests: Object.freeze(requestLimits(environment)),
    // The last, for it may write a file: nothing is written when another variable is wrong.
    secretKey: await secretKey(environment, dataDirectory),
  })
}
