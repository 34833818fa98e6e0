// The functions behind the triggers of life cycles. They raise TN001 with the names of broken rules, as rules of entities
// do, so that people read the same words whoever found it.

/** Lets migrations through. */
const unlessMigrating = (request: string, migrating: string): string =>
  `if session_user <> '${request}' and current_setting('${migrating}', true) = 'on' then
    return null;
  end if;`

/** AFTER UPDATE OR DELETE, FOR EACH ROW, called where something is amiss: the entity, and by state the columns to look for. */
export function stateGuard(request: string, migrating: string): string {
  return `create or replace function tenon.state_guard() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  broken text[];
begin
  ${unlessMigrating(request, migrating)}
  if tg_op = 'DELETE' then
    broken := array[format('%s#state/delete %s', tg_argv[0], old.id)];
  else
    select array_agg(format('%s#state/%s %s', tg_argv[0], split_part(c, '__', 1), old.id)) into broken
    from jsonb_array_elements_text(tg_argv[1]::jsonb -> old.state) c where before -> c is distinct from after -> c;
  end if;
  raise exception 'the state of the record keeps it as it is' using errcode = 'TN001',
    detail = to_json(broken)::text, table = tg_table_name, schema = tg_table_schema;
end $$;`
}

/**
 * AFTER INSERT, DELETE FOR EACH STATEMENT with the rows in \`touched\`, or AFTER UPDATE FOR EACH ROW: the entity, the field,
 * the table of the record, the states that close the rows. The record is locked, so that nobody closes it meanwhile; rows
 * come with a record that is made in the same transaction whatever its state.
 */
export function rowsGuard(request: string, migrating: string): string {
  return `create or replace function tenon.rows_guard() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  parents text := 'select parent from touched';
  first uuid;
  second uuid;
  broken text[];
begin
  ${unlessMigrating(request, migrating)}
  if tg_op = 'UPDATE' then
    parents := 'select unnest(array[$2, $3])';
    first := old.parent;
    second := new.parent;
  end if;
  execute format(
    'with held as materialized (select p.id, p.state from %I.%I p
       where p.id in (%s) and p.created_at <> now() order by p.id for share)
     select array_agg(format(%L, id)) from held where state = any ($1)',
    tg_table_schema, tg_argv[2], parents, tg_argv[0] || '#state/' || tg_argv[1] || ' %s')
    into broken using tg_argv[3]::text[], first, second;
  if broken is not null then
    raise exception 'the state of the record keeps its rows as they are' using errcode = 'TN001',
      detail = to_json(broken)::text, table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end $$;`
}
