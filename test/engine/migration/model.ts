// A terse builder of models for migration tests: entities by id, fields by name. What is not said has the plainest value.
import type {
  ColumnType,
  Derivation,
  Entity,
  Field,
  Model,
  OnDelete,
  Rows,
} from "../../../engine/model/index.ts"

export interface FieldSpec {
  readonly type?: ColumnType["type"]
  readonly precision?: number
  readonly scale?: number
  readonly ref?: string | readonly string[]
  readonly many?: string
  readonly rows?: Readonly<Record<string, FieldSpec>>
  readonly onDelete?: OnDelete
  readonly more?: Partial<Field>
}

export interface EntitySpec extends Partial<Omit<Entity, "fields">> {
  readonly fields: Readonly<Record<string, FieldSpec>>
}

export function model(
  specs: Readonly<Record<string, EntitySpec>>,
  derivations: readonly Derivation[] = [],
): Model {
  const entities = new Map(Object.entries(specs).map(([id, spec]) => [id, entity(id, spec)]))
  const none = new Map<string, never>()
  const rest = { modules: none, forms: none, views: none, roles: none, messages: none }
  return { fingerprint: "0".repeat(64), ...rest, entities, derivations }
}

function entity(id: string, spec: EntitySpec): Entity {
  const [module = "", name = ""] = id.split(".")
  const table = id.replace(".", "_")
  const { fields: specs, ...more } = spec
  const fields = fieldMap(id, table, specs)
  const rows = [...fields.values()].flatMap(({ storage }) => (storage.kind === "rows" ? [storage.rows] : []))
  return {
    id,
    table,
    module,
    name,
    title: name,
    plural: name,
    kind: "master",
    titleField: "name",
    searchable: [],
    order: [],
    indexes: [],
    exclude: [],
    rules: [],
    unique: [],
    carries: { attachments: false, comments: false, activities: false, history: true },
    rows: new Map(rows.map((one) => [one.field, one])),
    ...more,
    fields,
  }
}

function fieldMap(
  id: string,
  table: string,
  specs: Readonly<Record<string, FieldSpec>>,
): ReadonlyMap<string, Field> {
  return new Map(Object.entries(specs).map(([name, spec]) => [name, field(id, table, name, spec)]))
}

function field(id: string, table: string, name: string, spec: FieldSpec): Field {
  return {
    name,
    fieldType: "text",
    title: name,
    type: { kind: "text" },
    nullable: true,
    json: "string",
    storage: storage(id, table, name, spec),
    required: false,
    system: false,
    unique: false,
    indexed: false,
    source: {},
    ...spec.more,
  }
}

function storage(id: string, table: string, name: string, spec: FieldSpec): Field["storage"] {
  const onDelete = spec.onDelete ?? "restrict"
  if (spec.rows !== undefined) return { kind: "rows", rows: rows(id, table, name, spec.rows) }
  if (spec.many !== undefined) return { kind: "many", entity: spec.many, table: `${table}__${name}` }
  if (typeof spec.ref === "string") return { kind: "ref", entity: spec.ref, onDelete }
  if (spec.ref !== undefined) {
    const targets = spec.ref.map((target) => ({
      entity: target,
      column: `${name}__${target.replace(".", "_")}`,
    }))
    return { kind: "any_ref", targets, onDelete }
  }
  const { precision = 20, scale = 4 } = spec
  const type = spec.type ?? "text"
  return { kind: "column", column: type === "numeric" ? { type, precision, scale } : { type } }
}

function rows(
  entityId: string,
  owner: string,
  name: string,
  specs: Readonly<Record<string, FieldSpec>>,
): Rows {
  const id = `${entityId}/${name}`
  const table = `${owner}__${name}`
  return {
    id,
    table,
    title: name,
    entity: entityId,
    field: name,
    fields: fieldMap(id, table, specs),
    rules: [],
    unique: [],
  }
}
