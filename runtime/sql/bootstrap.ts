// The SQL that prepares a server for tenants: its roles, the shared schema `tenon`, and what is taken from PUBLIC so that
// whoever gets one SELECT of his own under a tenant's role can neither become another role nor look around.
import { expressionFunctions } from "./expression/index.ts"
import { quoteIdentifier, quoteLiteral } from "./quote.ts"
import { derivedGuard, linksGuard, rowsGuard, stateGuard } from "./state-guards.ts"

/** The schema with the functions and extensions that every tenant may use. */
export const sharedSchema = "tenon"
/** The login role of requests: it owns nothing and inherits nothing, it may only become a tenant. */
export const requestRole = "tenon_app"
export const extensions = ["pg_trgm", "btree_gist", "unaccent"] as const

/** For a superuser, in any database: the role that owns all of Tenon and is no superuser itself. */
export function adminRoleScript(role: string, password: string): string {
  return `${createRole(role)}
alter role ${quoteIdentifier(role)} login createrole nosuperuser nocreatedb noreplication nobypassrls
  password ${quoteLiteral(password)};
grant pg_monitor, pg_signal_backend to ${quoteIdentifier(role)};`
}

/** For the admin role: the login role of requests. */
export function requestRoleScript(database: string, password: string): string {
  const name = quoteIdentifier(database)
  return `${createRole(requestRole)}
alter role ${requestRole} login noinherit password ${quoteLiteral(password)};
revoke all on database ${name} from public;
grant connect on database ${name} to ${requestRole};`
}

function createRole(role: string): string {
  return `do $$ begin
  if not exists (select from pg_roles where rolname = ${quoteLiteral(role)}) then
    create role ${quoteIdentifier(role)};
  end if;
end $$;`
}

/** For the admin role, in Tenon's database: the shared schema with its extensions and functions. */
export function sharedSchemaScript(): string {
  return `create schema if not exists ${sharedSchema};
grant usage on schema ${sharedSchema} to public;
${extensions.map((name) => `create extension if not exists ${name} with schema ${sharedSchema};`).join("\n")}
${refuse}
${expectSome}
${found}
${alone}
${treeGuard}
${allow}
${settle}
${frozen}
${stateGuard(requestRole, migrating)}
${rowsGuard(requestRole, migrating)}
${linksGuard(requestRole, migrating)}
${derivedGuard(requestRole)}
${expressionFunctions.join(";\n")};`
}

/** Ends the transaction with all broken rules at once: SQLSTATE TN001, DETAIL is the JSON array of the texts. */
const refuse = `create or replace function tenon.refuse(faults text[]) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
  if cardinality(array_remove(faults, null)) > 0 then
    raise exception 'refused' using errcode = 'TN001', detail = to_json(array_remove(faults, null))::text;
  end if;
end $$;`

/** Ends the transaction when a statement touched no row: SQLSTATE TN002, DETAIL is what was expected. */
const expectSome = `create or replace function tenon.expect(counted bigint, expected text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
  if counted is null or counted = 0 then
    raise exception 'expected a row' using errcode = 'TN002', detail = expected;
  end if;
end $$;`

/** Gives the role that the schema's default privileges name exactly these privileges on a table; for the admin role. */
const allow = `create or replace function tenon.allow(held regclass, privileges text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
  tenant regrole;
begin
  for tenant in
    select distinct a.grantee from pg_class c
    join pg_default_acl d on d.defaclnamespace = c.relnamespace and d.defaclobjtype = 'r'
    cross join lateral aclexplode(d.defaclacl) a
    where c.oid = held and a.grantee <> c.relowner
  loop
    execute format('revoke all on table %s from %s', held, tenant);
    execute format('grant %s on table %s to %s', privileges, held, tenant);
  end loop;
end $$;
revoke all on function tenon.allow(regclass, text) from public;`

/** Functions made for a tenant's tables find them by a path of their own, which follows when the schema is renamed. */
const settle = `create or replace function tenon.settle(house text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
  made regprocedure;
begin
  for made in select p.oid from pg_proc p where p.pronamespace = quote_ident(house)::regnamespace and p.prosecdef loop
    execute format('alter function %s set search_path to %I, tenon, pg_temp', made, house);
  end loop;
end $$;
revoke all on function tenon.settle(text) from public;`

/** A setting of migrations, which alone may write what is frozen. */
export const migrating = "tenon.migrating"

/** BEFORE UPDATE OR DELETE OR TRUNCATE, FOR EACH STATEMENT: what is written stays, whoever asks. */
const frozen = `create or replace function tenon.frozen() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if session_user <> '${requestRole}' and current_setting('${migrating}', true) = 'on' then
    return null;
  end if;
  raise exception 'what is posted stays as it is' using errcode = 'TN004', table = tg_table_name, schema = tg_table_schema;
end $$;`

/** Ends the transaction because of records that are there already: SQLSTATE TN005, DETAIL is the JSON that tells of them. */
const found = `create or replace function tenon.found(told text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
  raise exception 'there already' using errcode = 'TN005', detail = told;
end $$;`

/** Waits for other transactions that hold one of the keys of a table of the caller's, then holds them to its end; in one
 * order, so that two never wait for each other. */
const alone = `create or replace function tenon.alone(house oid, keys text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  held integer;
begin
  for held in select distinct hashtext(one) from unnest(keys) one order by 1 loop
    perform pg_advisory_xact_lock(house::integer, held);
  end loop;
end $$;`

/**
 * AFTER INSERT OR UPDATE, FOR EACH ROW, with the name of the parent column: a record may not be above itself. One change
 * of a parent at a time per table, else two moves, each innocent, could close a ring together.
 */
const treeGuard = `create or replace function tenon.tree_guard() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  parent uuid := to_jsonb(new) ->> tg_argv[0];
  ring boolean;
begin
  if parent is null or (tg_op = 'UPDATE' and to_jsonb(old) ->> tg_argv[0] is not distinct from parent::text) then
    return null;
  end if;
  perform pg_advisory_xact_lock(${treeLock()}, tg_relid::integer);
  execute format(
    'with recursive above(id) as (
       select $1 union select t.%2$I from %1$s t join above a on t.id = a.id where t.%2$I is not null)
     select exists (select from above where id = $2)', tg_relid::regclass, tg_argv[0])
    into ring using parent, new.id;
  if ring then
    raise exception 'the record would be above itself' using errcode = 'TN003', column = tg_argv[0],
      table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end $$;`

function treeLock(): number {
  return 7_366_602
}

/**
 * For a superuser, in Tenon's database. What PUBLIC loses, the admin role keeps:
 * set_config and pg_settings (to become another tenant or lift the time limits), the languages (to keep code of one's
 * own), functions that run a text as a query, signals, locks, messages and large objects (to disturb others or fill the
 * disk), and the catalogue with the definitions of other tenants' tables and the statements of this connection.
 */
export function hardenScript(admin: string): string {
  const role = quoteLiteral(admin)
  return `do $$
declare it record;
begin
  for it in
    select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ ${quoteLiteral(takenFunctions)}
      and has_function_privilege('public', p.oid, 'execute')
  loop
    execute format('revoke execute on function %s from public; grant execute on function %1$s to %I', it.name, ${role});
  end loop;
  for it in
    select c.oid::regclass as name from pg_class c
    where c.relnamespace in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      and c.relkind in ('r', 'v') and has_table_privilege('public', c.oid, 'select, update')
  loop
    execute format('revoke all on %s from public; grant select on %1$s to %I', it.name, ${role});
  end loop;
  for it in select lanname as name from pg_language
    where lanpltrusted and has_language_privilege('public', oid, 'usage')
  loop
    execute format('revoke usage on language %I from public; grant usage on language %1$I to %I', it.name, ${role});
  end loop;
end $$;
revoke all on schema public from public;`
}

/** Regular expression over the names in pg_catalog. */
const takenFunctions = `^(${[
  "set_config",
  "(query|table|schema|database|cursor)_to_xml.*",
  "ts_stat",
  "ts_rewrite",
  "lo_.*|loread|lowrite",
  "pg_notify|pg_logical_emit_message|pg_export_snapshot",
  "pg_(cancel|terminate)_backend",
  "pg_(try_)?advisory_.*",
  "pg_prepared_statement|pg_cursor|pg_listening_channels|pg_lock_status|pg_show_all_settings",
  "pg_stat_get_.*",
  "pg_get_.*",
].join("|")})$`
