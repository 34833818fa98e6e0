// Constraints, indexes and triggers as SQL.
import type { Check, Constraint, Index, Trigger } from "../../../engine/migration/index.ts"
import { quoteIdentifier as name, quoteLiteral } from "../quote.ts"
import { createGuard, hasFunction } from "./guard/guard.ts"
import { stateTrigger } from "./state-trigger.ts"
import { formula } from "../expression/index.ts"

/** A constraint as it stands in CREATE TABLE and ADD. */
export function constraintDefinition(constraint: Constraint): string {
  return `CONSTRAINT ${name(constraint.name)} ${body(constraint)}`
}

const actions = { restrict: "RESTRICT", cascade: "CASCADE", set_null: "SET NULL" } as const

function body(constraint: Constraint): string {
  switch (constraint.kind) {
    case "primary":
      return `PRIMARY KEY (${list(constraint.columns)})`
    case "foreign": {
      const onDelete = actions[constraint.onDelete]
      return `FOREIGN KEY (${name(constraint.column)}) REFERENCES ${name(constraint.target)} (id) ON DELETE ${onDelete}`
    }
    case "check":
      return `CHECK (${condition(constraint.check)})`
    case "exclude": {
      const equal = constraint.equal.map((column) => `${name(column)} WITH =`)
      const range = constraint.range === "date" ? "daterange" : "tstzrange"
      const span = `${range}(${name(constraint.from)}, ${name(constraint.to)}, '[]') WITH &&`
      return `EXCLUDE USING gist (${[...equal, span].join(", ")})${where(constraint.where, "parenthesised")}`
    }
  }
}

/** A CHECK's condition; NULL passes, as in PostgreSQL. */
export function condition(check: Check): string {
  switch (check.kind) {
    case "one_of":
      return `${name(check.column)} = ANY (${texts(check.values)})`
    case "all_of":
      return `${name(check.column)} <@ ${texts(check.values)}`
    case "length":
      return within(`char_length(${name(check.column)})`, { min: check.min, max: check.max })
    case "items":
      return within(`cardinality(${name(check.column)})`, { min: check.min, max: check.max })
    case "range":
      return within(name(check.column), check)
    case "pattern":
      return `${name(check.column)} ~ ${quoteLiteral(check.pattern)}`
    case "at_most_one":
      return `num_nonnulls(${list(check.columns)}) <= 1`
    case "exactly_one":
      return `num_nonnulls(${list(check.columns)}) = 1`
    case "one_sided":
      return oneSided(check.columns)
    case "formula":
      return formula(check.formula, "total")
  }
}

function oneSided(columns: readonly string[]): string {
  const sides = columns.map(name)
  return [
    ...sides.map((side) => `${side} >= 0`),
    `(${sides.map((side) => `${side} = 0`).join(" OR ")})`,
  ].join(" AND ")
}

type Bound = string | number | undefined

function within(value: string, limits: { min?: Bound; max?: Bound; above?: Bound; below?: Bound }): string {
  const sides: readonly (readonly [string, Bound])[] = [
    [">=", limits.min],
    ["<=", limits.max],
    [">", limits.above],
    ["<", limits.below],
  ]
  return sides
    .flatMap(([sign, bound]) => (bound === undefined ? [] : [`${value} ${sign} ${bound}`]))
    .join(" AND ")
}

/** CREATE INDEX. Without columns, a unique index over a constant: the table holds at most one row. */
export function createIndex(table: string, index: Index): string {
  const unique = index.unique ? "UNIQUE " : ""
  const keys = index.columns.map(({ column, descending }) => {
    if (index.kind === "trigram") return `${name(column)} gin_trgm_ops`
    return descending ? `${name(column)} DESC` : name(column)
  })
  const on = `${name(table)} USING ${index.kind === "trigram" ? "gin" : "btree"}`
  const over = keys.length === 0 ? "(true)" : keys.join(", ")
  const nulls = index.nulls === "equal" ? " NULLS NOT DISTINCT" : ""
  return `CREATE ${unique}INDEX ${name(index.name)} ON ${on} (${over})${nulls}${where(index.where, "bare")}`
}

/** CREATE TRIGGER that calls a function of the shared schema, or one that is made for it. */
export function createTrigger(table: string, trigger: Trigger): readonly string[] {
  switch (trigger.kind) {
    case "tree":
      return [treeTrigger(table, trigger)]
    case "frozen":
      return [
        `CREATE TRIGGER ${name(trigger.name)} BEFORE UPDATE OR DELETE OR TRUNCATE ON ${name(table)}` +
          " FOR EACH STATEMENT EXECUTE FUNCTION tenon.frozen()",
      ]
    case "guard":
      return createGuard(trigger.name, table, trigger.guard)
    case "state":
    case "birth":
    case "derived":
    case "stay":
    case "rows":
      return [stateTrigger(table, trigger)]
    default:
      return trigger satisfies never
  }
}

/** DROP TRIGGER, with the function that was made for it. */
export function dropTrigger(table: string, trigger: string): readonly string[] {
  const drop = `DROP TRIGGER ${name(trigger)} ON ${name(table)}`
  return hasFunction(trigger) ? [drop, `DROP FUNCTION ${name(trigger)}()`] : [drop]
}

function treeTrigger(table: string, trigger: Extract<Trigger, { readonly kind: "tree" }>): string {
  const column = name(trigger.column)
  return (
    `CREATE TRIGGER ${name(trigger.name)} AFTER INSERT OR UPDATE OF ${column} ON ${name(table)} FOR EACH ROW` +
    ` WHEN (NEW.${column} IS NOT NULL) EXECUTE FUNCTION tenon.tree_guard(${quoteLiteral(trigger.column)})`
  )
}

function where(node: Index["where"], form: "bare" | "parenthesised"): string {
  if (node === undefined) return ""
  return form === "bare" ? ` WHERE ${formula(node)}` : ` WHERE (${formula(node)})`
}

function list(columns: readonly string[]): string {
  return columns.map(name).join(", ")
}

function texts(values: readonly string[]): string {
  return `ARRAY[${values.map(quoteLiteral).join(", ")}]::text[]`
}
