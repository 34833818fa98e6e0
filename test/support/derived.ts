// What is derived and stored, counted and summed up over records and entries, is what a full recomputation gives: whatever
// was left out while it was kept up to date.
import type { Field, Model } from "../../engine/model/index.ts"
import { tableOf } from "../../engine/plan/index.ts"
import { workedOut } from "../../runtime/sql/ddl/index.ts"

/** A question for each stored derived value of the model, over the schema in search_path: a row for each one that is wrong. */
export function derivedIn(model: Model): readonly { readonly name: string; readonly breaches: string }[] {
  const query = workedOut(model)
  return model.derivations.map(({ table: id, field: name }) => {
    const { table, fields } = tableOf(id, model)
    const [kept, right] = [`t."${name}"`, `s.value::${typeOf(fields.get(name))}`]
    return {
      name: `${id}: ${name} is what a full recomputation gives`,
      breaches: `SELECT t.id, ${kept}, ${right} FROM "${table}" t JOIN (${query(table, name)}) s USING (id) WHERE ${kept} IS DISTINCT FROM ${right}`,
    }
  })
}

function typeOf(field: Field | undefined): string {
  if (field?.storage.kind !== "column") return "uuid"
  const { column } = field.storage
  return column.type === "numeric" ? `numeric(${column.precision}, ${column.scale})` : column.type
}
