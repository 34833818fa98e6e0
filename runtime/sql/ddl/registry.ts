// What migrations keep in the registry, and the commands that enter one tenant's move in the move's own transaction.
import { quoteLiteral } from "../quote.ts"

const schema = "tenon_registry"

/** Creates the tables of migrations where they are missing; needs `tenon_registry.tenant`. */
export const migrationTables = `
CREATE TABLE IF NOT EXISTS ${schema}.table_state (
  fingerprint text PRIMARY KEY,
  state jsonb NOT NULL,
  recompute jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS ${schema}.migration (
  id uuid PRIMARY KEY,
  from_fingerprint text NOT NULL,
  to_fingerprint text NOT NULL,
  label text NOT NULL,
  plan jsonb NOT NULL,
  forward jsonb NOT NULL,
  reverse jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS ${schema}.revision (
  tenant uuid NOT NULL REFERENCES ${schema}.tenant ON DELETE CASCADE,
  number integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('apply', 'revert')),
  migration uuid NOT NULL REFERENCES ${schema}.migration,
  "by" text,
  layer jsonb,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, number)
);
CREATE TABLE IF NOT EXISTS ${schema}.migration_run (
  id uuid PRIMARY KEY,
  "by" text,
  tenants integer NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE TABLE IF NOT EXISTS ${schema}.migration_failure (
  run uuid NOT NULL REFERENCES ${schema}.migration_run ON DELETE CASCADE,
  tenant uuid NOT NULL REFERENCES ${schema}.tenant ON DELETE CASCADE,
  code text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run, tenant)
);`

/** A tenant's move as the registry keeps it. */
export interface RevisionEntry {
  readonly tenant: { readonly id: string; readonly name: string }
  readonly kind: "apply" | "revert"
  readonly migration: string
  readonly to: string
  readonly by: string | undefined
  /** What the revision changed in the tenant's own layer, as JSON text. */
  readonly layer: string | undefined
}

/** Commands: the tenant's new fingerprint, its next revision, and the notice that processes hear when it commits. */
export function enterRevision({ tenant, kind, migration, to, by, layer }: RevisionEntry): readonly string[] {
  const id = `${quoteLiteral(tenant.id)}::uuid`
  const next = `SELECT coalesce(max(number), 0) + 1 FROM ${schema}.revision WHERE tenant = ${id}`
  const values = [id, `(${next})`, quoteLiteral(kind), quoteLiteral(migration), text(by), text(layer)]
  return [
    `UPDATE ${schema}.tenant SET fingerprint = ${quoteLiteral(to)}, changed_at = now() WHERE id = ${id}`,
    `INSERT INTO ${schema}.revision (tenant, number, kind, migration, "by", layer) VALUES (${values.join(", ")})`,
    `SELECT pg_notify('tenon_tenant', ${quoteLiteral(`${tenant.id} ${tenant.name}`)})`,
  ]
}

function text(value: string | undefined): string {
  return value === undefined ? "NULL" : quoteLiteral(value)
}
