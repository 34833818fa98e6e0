// Functions of the shared schema `tenon` that translated expressions call: dates that stay in the calendar of the
// language, 0001-01-01 to 9999-12-31, and give NULL beyond it where PostgreSQL would go on or raise an error; and what
// SQL has no word for.

/** Commands that make or replace the functions; immutable, so that generated columns may call them. */
export const expressionFunctions: readonly string[] = [
  `create or replace function tenon.add_days(day date, days numeric) returns date
language sql immutable strict parallel safe
return case when abs(days) <= 10000000 then
  case when (day - date '0001-01-01') + trunc(days) between 0 and date '9999-12-31' - date '0001-01-01'
  then day + trunc(days)::integer end end`,

  `create or replace function tenon.add_months(day date, months numeric) returns date
language sql immutable strict parallel safe
return case when (extract(year from day) * 12 + extract(month from day) - 1) + trunc(months) between 12 and 119999
  then (day + make_interval(months => trunc(months)::integer))::date end`,

  `create or replace function tenon.make_date(year numeric, month numeric, day numeric) returns date
language sql immutable strict parallel safe
return case when trunc(year) between 1 and 9999 and trunc(month) between 1 and 12 and trunc(day) between 1 and 31 then
  case when trunc(day) <= extract(day from make_date(trunc(year)::integer, trunc(month)::integer, 1) + interval '1 month - 1 day')
  then make_date(trunc(year)::integer, trunc(month)::integer, trunc(day)::integer) end end`,

  `create or replace function tenon.date_text(day date) returns text
language sql immutable strict parallel safe
return lpad(extract(year from day)::text, 4, '0') || '-' || lpad(extract(month from day)::text, 2, '0')
  || '-' || lpad(extract(day from day)::text, 2, '0')`,

  // As engine/value/phone.ts has it.
  `create or replace function tenon.phone(number text, code text) returns text
language sql immutable parallel safe
return (
  select case
    when d.dialled = '' then null
    when w.written like '+%' then '+' || regexp_replace(replace(w.written, '(0)', ''), '[^0-9]', '', 'g')
    when d.dialled like '00%' then '+' || substr(regexp_replace(replace(w.written, '(0)', ''), '[^0-9]', '', 'g'), 3)
    when regexp_replace(coalesce(code, ''), '[^0-9]', '', 'g') = '' then d.dialled
    else '+' || regexp_replace(code, '[^0-9]', '', 'g') || regexp_replace(d.dialled, '^0', '')
  end
  from (select coalesce(substring(number from '[+0-9][^A-Za-z]*'), '') as written) w,
    lateral (select regexp_replace(w.written, '[^0-9]', '', 'g') as dialled) d)`,
]
