// The registry's tables, as numbered steps: each is carried out once per installation and never edited afterwards.
// Gives the DDL of the steps that an installation still lacks.
import type { Knex } from "knex"
import { build, registrySchema } from "./control.ts"

/** Step n brings the registry from version n to n + 1. */
const steps: readonly ((schema: Knex.SchemaBuilder) => Knex.SchemaBuilder)[] = [
  (schema) =>
    schema
      .createTable("server", serverTable)
      .createTable("tenant", tenantTable)
      .createTable("spare", spareTable)
      .createTable("layer", layerTable),
  (schema) =>
    schema
      .createTable("credential", credentialTable)
      .createTable("session", sessionTable)
      .createTable("failure", failureTable)
      .createTable("throttle", throttleTable),
  (schema) => schema.createTable("addition", additionTable),
]

export const registryVersion = steps.length

/** The statements that bring a registry of `version` steps to the present; none when it is there. */
export function registryUpgrade(version: number): readonly string[] {
  const schema = (): Knex.SchemaBuilder => build.schema.withSchema(registrySchema)
  return steps.slice(version).flatMap((step) =>
    step(schema())
      .toSQL()
      .map(({ sql }) => sql),
  )
}

const now = build.raw("now()")

function serverTable(table: Knex.CreateTableBuilder): void {
  table.text("name").primary()
  table.boolean("open").notNullable().defaultTo(true)
  table.timestamp("created_at").notNullable().defaultTo(now)
}

function tenantTable(table: Knex.CreateTableBuilder): void {
  table.uuid("id").primary()
  table.text("name").notNullable()
  table.text("title").notNullable()
  table.text("server").notNullable().references("name").inTable(`${registrySchema}.server`)
  table.text("schema").notNullable()
  table.text("role").notNullable()
  table.text("state").notNullable().checkIn(["making", "active", "suspended", "dropped"])
  table.text("fingerprint").notNullable()
  table.text("language").notNullable()
  table.text("time_zone").notNullable()
  table.text("currency").notNullable()
  table.timestamp("created_at").notNullable().defaultTo(now)
  table.timestamp("changed_at").notNullable().defaultTo(now)
  table.unique(["name"], {
    indexName: "tenant_name_in_use",
    predicate: build.whereRaw("state <> 'dropped'"),
  })
  table.unique(["server", "schema"])
  table.index(["fingerprint"])
}

function spareTable(table: Knex.CreateTableBuilder): void {
  table.text("schema").primary()
  table.text("role").notNullable()
  table.text("server").notNullable().references("name").inTable(`${registrySchema}.server`)
  table.text("fingerprint").notNullable()
  table.timestamp("created_at").notNullable().defaultTo(now)
  table.index(["fingerprint", "server"])
}

function layerTable(table: Knex.CreateTableBuilder): void {
  owned(table)
  table.text("path").notNullable()
  table.jsonb("content").notNullable()
  table.jsonb("base")
  table.timestamp("changed_at").notNullable().defaultTo(now)
  table.primary(["tenant", "path"])
}

/** A plugin or template that the tenant added. */
function additionTable(table: Knex.CreateTableBuilder): void {
  owned(table)
  table.text("ref").notNullable()
  table.integer("position").notNullable()
  table.timestamp("added_at").notNullable().defaultTo(now)
  table.primary(["tenant", "ref"])
}

function credentialTable(table: Knex.CreateTableBuilder): void {
  owned(table)
  table.uuid("user_id").notNullable()
  table.text("hash").notNullable()
  table.timestamp("changed_at").notNullable().defaultTo(now)
  table.primary(["tenant", "user_id"])
}

function sessionTable(table: Knex.CreateTableBuilder): void {
  table.uuid("id").primary()
  owned(table)
  table.uuid("user_id").notNullable()
  table.timestamp("created_at").notNullable().defaultTo(now)
  table.timestamp("expires_at").notNullable()
  table.timestamp("last_seen").notNullable().defaultTo(now)
  table.timestamp("revoked_at")
  table.text("agent")
  table.text("ip")
  table.index(["tenant", "user_id"])
  table.index(["expires_at"])
}

function failureTable(table: Knex.CreateTableBuilder): void {
  owned(table)
  table.text("email").notNullable()
  table.integer("failed").notNullable()
  table.timestamp("last_at").notNullable()
  table.timestamp("locked_until")
  table.primary(["tenant", "email"])
}

/** In the form that rate-limiter-flexible's PostgreSQL store expects. */
function throttleTable(table: Knex.CreateTableBuilder): void {
  table.string("key", 255).primary()
  table.integer("points").notNullable().defaultTo(0)
  table.bigInteger("expire")
}

function owned(table: Knex.CreateTableBuilder): void {
  table.uuid("tenant").notNullable().references("id").inTable(`${registrySchema}.tenant`).onDelete("CASCADE")
}
