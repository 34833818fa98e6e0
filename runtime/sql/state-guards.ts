// The functions behind the triggers of life cycles. They raise TN001 with the names of broken rules, as rules of entities
// do, so that people read the same words whoever found it.
import { ofHouse } from "./house.ts"

/** Lets migrations through. */
const unlessMigrating = (request: string, migrating: string): string =>
  `if session_user <> '${request}' and current_setting('${migrating}', true) = 'on' then
    return null;
  end if;`

/** AFTER INSERT, UPDATE or DELETE, FOR EACH ROW: the entity, then pairs of states with the columns that stay between them; with
 * a plus, once they hold something; with a star, for all but the house. Rows inserted are those that may not be. */
export function stateGuard(request: string, migrating: string): string {
  return `create or replace function tenon.state_guard() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  move integer;
  before jsonb;
  after jsonb;
  broken text[];
begin
  ${unlessMigrating(request, migrating)}
  if tg_op = 'DELETE' then
    broken := array['delete'];
  elsif tg_op = 'INSERT' then
    broken := array['state'];
  else
    move := array_position(tg_argv, old.state || ' ' || new.state, 1);
    if move is null then
      broken := array['state'];
    else
      before := to_jsonb(old);
      after := to_jsonb(new);
      select array_agg(split_part(c, '__', 1)) into broken
        from (select ltrim(stays, '+*'), left(stays, 1) from unnest(tg_argv[move + 1]::text[]) stays) s(c, kind)
        where before -> c is distinct from after -> c and not (kind = '+' and before ->> c is null)
          and not (kind = '*' and current_setting('${ofHouse}', true) is not distinct from 'on');
    end if;
  end if;
  if broken is not null then
    raise exception 'the state of the record keeps it as it is' using errcode = 'TN001', table = tg_table_name,
      schema = tg_table_schema, detail = (
        select json_agg(format('%s#state/%s %s', tg_argv[0], field, coalesce(old.id, new.id)))::text from unnest(broken) field);
  end if;
  return null;
end $$;`
}

/**
 * AFTER INSERT or DELETE FOR EACH STATEMENT with the rows in `touched`, or AFTER UPDATE FOR EACH ROW: the entity, the field,
 * the table of the record, the states that close the rows. The record is locked, so that nobody closes it meanwhile; rows
 * come with a record that is made in the same transaction whatever its state.
 */
export function rowsGuard(request: string, migrating: string): string {
  return guardBelow("rows_guard", "parent", unlessMigrating(request, migrating))
}

/** Like `rowsGuard`, for links. */
export function linksGuard(request: string, migrating: string): string {
  return guardBelow("links_guard", "record", unlessMigrating(request, migrating))
}

/** A guard of a table whose `key` names the record. */
function guardBelow(name: string, key: string, unless: string): string {
  return `create or replace function tenon.${name}() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  record text := format('select p.id, p.state from %I.%I p where p.created_at <> now() and p.id ',
    tg_table_schema, tg_argv[2]);
  closed text[] := tg_argv[3];
  held uuid;
  state text;
  broken text[];
begin
  ${unless}
  if tg_op = 'UPDATE' then
    record := record || 'in ($1, $2) order by p.id for share';
    for held, state in execute record using old.${key}, new.${key} loop
      broken := broken || case when state = any (closed) then held::text end;
    end loop;
  elsif exists (select from touched) then
    for held, state in execute record || 'in (select ${key} from touched) order by p.id for share' loop
      broken := broken || case when state = any (closed) then held::text end;
    end loop;
  end if;
  broken := array_remove(broken, null);
  if cardinality(broken) > 0 then
    raise exception 'the state of the record keeps its rows as they are' using errcode = 'TN001', table = tg_table_name,
      schema = tg_table_schema, detail = (
        select json_agg(format('%s#state/%s %s', tg_argv[0], tg_argv[1], id))::text from unnest(broken) id);
  end if;
  return null;
end $$;`
}

/** AFTER UPDATE FOR EACH STATEMENT that is none of the house: what is worked out is not written otherwise. Migrations work it
 * out too, as the owner of the tables. */
export function derivedGuard(request: string): string {
  return `create or replace function tenon.derived_guard() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if session_user = '${request}' then
    raise exception 'what is worked out is not written by hand' using errcode = 'TN004', table = tg_table_name,
      schema = tg_table_schema;
  end if;
  return null;
end $$;`
}
