// Which PostgreSQL servers there are: none given means the embedded one.
import { ConfigError, text, type Environment } from "./read.ts"

export interface DatabaseServer {
  /** The name under which tenants are placed on it. */
  readonly name: string
  readonly url: string
}

/** The server of DATABASE_URL, or of tenants that were placed before there were several. */
export const mainServer = "main"

/**
 * DATABASE_URL is one server, named `main`; DATABASE_URLS are several as `name=url`, with spaces between, the first of
 * which holds the registry of tenants.
 */
export function databaseServers(environment: Environment): readonly DatabaseServer[] {
  const one = text(environment, "DATABASE_URL", "")
  const several = text(environment, "DATABASE_URLS", "")
  if (one !== "" && several !== "") {
    throw new ConfigError(
      "DATABASE_URLS",
      "DATABASE_URL is set as well.",
      `Keep one; "${mainServer}=..." names the same server.`,
    )
  }
  if (one !== "") return [{ name: mainServer, url: checked("DATABASE_URL", one) }]
  const servers = several.split(/\s+/).filter(Boolean).map(parseServer)
  const twice = servers.find(({ name }, index) => servers.findIndex((other) => other.name === name) < index)
  if (twice !== undefined) {
    throw new ConfigError(
      "DATABASE_URLS",
      `The name "${twice.name}" stands twice.`,
      "Give each server a name of its own.",
    )
  }
  return servers
}

function parseServer(entry: string): DatabaseServer {
  const [, name, url] = /^([a-z][a-z0-9_-]{0,30})=(.+)$/.exec(entry) ?? []
  if (name !== undefined && url !== undefined) return { name, url: checked("DATABASE_URLS", url) }
  // The entry is not repeated: it may hold a password.
  throw new ConfigError(
    "DATABASE_URLS",
    "An entry is not name=url.",
    'Write it as "main=postgres://... east=postgres://...".',
  )
}

function checked(variable: string, url: string): string {
  const mend = "It looks like postgres://role:password@host:5432/database."
  if (!URL.canParse(url)) throw new ConfigError(variable, "The value is not a URL.", mend)
  const { protocol, username, pathname } = new URL(url)
  if (protocol !== "postgres:" && protocol !== "postgresql:") {
    throw new ConfigError(variable, `"${protocol}" is not PostgreSQL's.`, mend)
  }
  if (username === "") throw new ConfigError(variable, "The URL names no role.", mend)
  if (pathname.length < 2) throw new ConfigError(variable, "The URL names no database.", mend)
  return url
}
