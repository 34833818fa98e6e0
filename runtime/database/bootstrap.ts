// Prepares a server for tenants, again on every start: roles, the shared schema and the revokes, under a lock so that two
// starts at once do it one after the other. Takes a URL of the server; gives the URLs of the two roles that we use.
import { createHmac } from "node:crypto"
import pg from "pg"
import {
  adminRoleScript,
  extensions,
  hardenScript,
  quoteIdentifier,
  requestRole,
  requestRoleScript,
  sharedSchemaScript,
} from "../sql/index.ts"

/** A server that is ready for tenants. */
export interface ServerAccess {
  readonly name: string
  /** As the owner of everything: the control plane and changes of tables. */
  readonly adminUrl: string
  /** As the role that may only become a tenant: requests. */
  readonly requestUrl: string
}

export interface ServerPreparation {
  readonly name: string
  /** Passwords of our own roles are derived from it, so they need no place to be kept. */
  readonly secret: string
  /** Told what the operator should do by hand. */
  readonly warn: (text: string) => void
}

/** The role and the database that are made in an embedded server. */
const embeddedRole = "tenon_admin"
const embeddedDatabase = "tenon"
const bootstrapLock = 7_366_603

/** Prepares an embedded server, whose superuser is ours: makes the admin role and the database, then as for a given one. */
export async function prepareEmbedded(
  superuserUrl: string,
  preparation: ServerPreparation,
): Promise<ServerAccess> {
  const password = passwordOf(embeddedRole, preparation.secret)
  await withClient(superuserUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [bootstrapLock])
    await client.query(adminRoleScript(embeddedRole, password))
    const found = await client.query("select from pg_database where datname = $1", [embeddedDatabase])
    if (found.rowCount === 0) {
      await client.query(
        `create database ${quoteIdentifier(embeddedDatabase)} owner ${quoteIdentifier(embeddedRole)} template template0`,
      )
    }
    await client.query("revoke connect on database postgres from public")
  })
  const inDatabase = new URL(superuserUrl)
  inDatabase.pathname = `/${embeddedDatabase}`
  await withClient(inDatabase.href, (client) => locked(client, [hardenScript(embeddedRole)]))
  return prepareGiven(loginUrl(inDatabase.href, embeddedRole, password), preparation)
}

/**
 * Prepares the database of a given URL. Refuses when the server is older than 18 or its role may not create roles and
 * schemas; warns with the SQL to run when a superuser must still take rights from PUBLIC.
 */
export async function prepareGiven(adminUrl: string, preparation: ServerPreparation): Promise<ServerAccess> {
  const password = passwordOf(requestRole, preparation.secret)
  await withClient(adminUrl, async (client) => {
    const rights = await inspectRights(client)
    refuseWithout(rights, preparation.name)
    await ensureRequestRole(client, rights, password)
    await locked(client, [sharedSchemaScript()])
    if (rights.superuser) return locked(client, [hardenScript(rights.role)])
    if (await isOpen(client)) {
      preparation.warn(
        `Server ${preparation.name}: a statement injected into a request could leave its tenant, since PUBLIC may ` +
          `still call set_config. Let a superuser run this once in database ${rights.database}:\n${hardenScript(rights.role)}`,
      )
    }
  })
  return { name: preparation.name, adminUrl, requestUrl: loginUrl(adminUrl, requestRole, password) }
}

interface Rights {
  readonly version: number
  readonly role: string
  readonly database: string
  readonly superuser: boolean
  readonly createsRoles: boolean
  readonly createsSchemas: boolean
}

async function inspectRights(client: pg.Client): Promise<Rights> {
  const answer = await client.query<Rights>(
    `select current_setting('server_version_num')::integer as version, current_user as role,
       current_database() as database, rolsuper as superuser, rolsuper or rolcreaterole as "createsRoles",
       has_database_privilege(current_database(), 'create') as "createsSchemas"
     from pg_roles where rolname = current_user`,
  )
  const rights = answer.rows[0]
  if (rights === undefined) throw new Error("PostgreSQL does not know the role that it let in")
  return rights
}

function refuseWithout(rights: Rights, server: string): void {
  const role = quoteIdentifier(rights.role)
  const database = quoteIdentifier(rights.database)
  if (rights.version < 180_000) {
    throw new Error(
      `Server ${server} runs PostgreSQL ${Math.floor(rights.version / 10_000)}; Tenon needs 18 or later.`,
    )
  }
  if (!rights.createsRoles) {
    throw new Error(
      `Server ${server}: the role ${role} may not create roles, and each tenant needs one. ` +
        `Let a superuser run: ALTER ROLE ${role} CREATEROLE;`,
    )
  }
  if (!rights.createsSchemas) {
    throw new Error(
      `Server ${server}: the role ${role} may not create schemas in ${database} nor the extensions ` +
        `${extensions.join(", ")}. Let its owner run: ALTER DATABASE ${database} OWNER TO ${role};`,
    )
  }
}

/** Roles hold for all databases of a server: the login role may be another installation's, with another password. */
async function ensureRequestRole(client: pg.Client, rights: Rights, password: string): Promise<void> {
  try {
    await locked(client, [requestRoleScript(rights.database, password)])
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== "42501") throw error
    throw new Error(
      `The role ${quoteIdentifier(rights.role)} may not change the role ${requestRole}, which another installation on ` +
        `this server has made. Give each installation a server of its own, or let a superuser run: ` +
        `GRANT ${requestRole} TO ${quoteIdentifier(rights.role)} WITH ADMIN OPTION; (both need the same SECRET_KEY)`,
      { cause: error },
    )
  }
}

async function isOpen(client: pg.Client): Promise<boolean> {
  const answer = await client.query<{ open: boolean }>(
    "select has_function_privilege('public', 'pg_catalog.set_config(text, text, boolean)', 'execute') as open",
  )
  return answer.rows[0]?.open === true
}

/** Runs the scripts in one transaction while no other start does. */
async function locked(client: pg.Client, scripts: readonly string[]): Promise<void> {
  await client.query(
    ["begin", `select pg_advisory_xact_lock(${bootstrapLock})`, ...scripts, "commit"].join(";\n"),
  )
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "tenon",
    connectionTimeoutMillis: 10_000,
  })
  let lost: Error | undefined
  client.on("error", (error) => (lost = error))
  await client.connect()
  try {
    return await work(client)
  } catch (error) {
    throw lost ?? error
  } finally {
    await client.end()
  }
}

function passwordOf(role: string, secret: string): string {
  return createHmac("sha256", secret).update(`postgres role ${role}`).digest("base64url")
}

function loginUrl(url: string, role: string, password: string): string {
  const login = new URL(url)
  login.username = role
  login.password = password
  return login.href
}
