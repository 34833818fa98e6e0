// Which fields of an entity hold what its calculations give: they are kept by the system, so they are in no input.
import type { CalculationSource, EntitySource } from "../../metaschema/index.ts"
import type { Field } from "../types.ts"

/** `net_total`, `lines/net_amount`, and `taxes` besides `taxes/base` where the rows are made too -> the calculation that fills it first. */
export type Results = ReadonlyMap<string, string>

/** The results that the calculations of an entity name. */
export function resultsOf({ calculations = {} }: EntitySource): Results {
  const found = new Map<string, string>()
  for (const [name, calculation] of Object.entries(calculations))
    for (const key of writtenBy(calculation)) if (!found.has(key)) found.set(key, name)
  return found
}

/** The results of one calculation. */
export function writtenBy(calculation: CalculationSource): readonly string[] {
  switch (calculation.kind) {
    case "charges": {
      const { lines, charges, into } = calculation
      const { taxes, ...totals } = into
      return [
        ...Object.values(lines.into ?? {}).map((field) => `${lines.rows}/${field}`),
        ...Object.values(charges?.into ?? {}).map((field) => `${charges?.rows}/${field}`),
        ...(taxes === undefined ? [] : made(taxes.rows, taxes)),
        ...Object.values(totals),
      ]
    }
    case "schedule":
      return made(calculation.into.rows, calculation.into)
    case "shares":
      return [`${calculation.rows}/${calculation.into}`]
    default:
      return calculation satisfies never
  }
}

/** The field with the rows, and those of their fields that are filled. */
function made(
  rows: string,
  {
    carry = {},
    ...into
  }: Readonly<Record<string, unknown>> & { readonly carry?: Readonly<Record<string, string>> },
): readonly string[] {
  const fields = Object.entries(into).flatMap(([key, name]) =>
    key !== "rows" && typeof name === "string" ? [name] : [],
  )
  return [rows, ...[...fields, ...Object.keys(carry)].map((field) => `${rows}/${field}`)]
}

/** The fields of the record, or of the rows in its field `rows`, with the results among them marked. */
export function marked(
  fields: ReadonlyMap<string, Field>,
  results: Results,
  rows?: string,
): ReadonlyMap<string, Field> {
  if (results.size === 0) return fields
  const prefix = rows === undefined ? "" : `${rows}/`
  const mark = (field: Field): Field => {
    const calculation = results.get(prefix + field.name)
    return calculation === undefined ? field : { ...field, system: true, calculation }
  }
  return new Map([...fields].map(([name, field]) => [name, mark(field)]))
}
