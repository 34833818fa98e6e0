// Decides the names of tables and columns, which names are taken by the system, and what a name reads as to people.

/** PostgreSQL cuts longer identifiers off silently (NAMEDATALEN - 1 bytes). */
export const identifierLimit = 63

export const systemFields = ["id", "version", "created_at", "created_by", "updated_at", "updated_by"] as const
export const rowSystemFields = ["id", "parent", "position"] as const

/** Words of the expression language that a field would hide. */
const languageWords = new Set(["user", "old", "true", "false", "null", "in"])

/** Why a field cannot have this name; undefined when it can. */
export function reservedFieldName(name: string, of: "record" | "row"): string | undefined {
  const system: readonly string[] = of === "row" ? rowSystemFields : systemFields
  if (system.includes(name)) return `"${name}" is kept by the system for every ${of}.`
  if (languageWords.has(name)) return `"${name}" is a word of the expression language.`
  if (name.includes("__"))
    return "Two underscores in a row are kept for the tables of child rows and references."
  return undefined
}

/** `crm.lead` -> `crm_lead`. */
export function tableOf(entity: string): string {
  return entity.replace(".", "_")
}

/** The table of child rows or of pairs: `crm_quote__lines`. */
export function innerTable(table: string, field: string): string {
  return `${table}__${field}`
}

/** The column of one target of a polymorphic reference: `subject__crm_lead`. */
export function targetColumn(field: string, entity: string): string {
  return `${field}__${tableOf(entity)}`
}

/** `expected_close_date` -> `Expected close date`. */
export function humanise(name: string): string {
  const words = name.replaceAll("_", " ").trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
