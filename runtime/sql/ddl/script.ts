// A schema's tables as one script for the simple protocol, rendered once per fingerprint and fitted to each tenant.
import type { SchemaState } from "../../../engine/migration/index.ts"
import { quoteIdentifier, quoteLiteral } from "../quote.ts"
import { createTables } from "./tables.ts"

/** Where the shared schema's extensions and functions are found, after the tenant's own tables. */
const shared = "tenon"

/** Makes unqualified names mean the tenant's tables until the transaction ends. */
export function searchPath(schema: string): string {
  return `SET LOCAL search_path TO ${quoteIdentifier(schema)}, ${shared}, pg_temp`
}

/** The table whose comment says which model the schema's tables are of: it moves with the schema, whatever its name. */
export const markedTable = "_history"
const modelMark = "tenon model "

/** The comment that says so. */
export function modelComment(fingerprint: string): string {
  return modelMark + fingerprint
}

/** Writes the fingerprint of the model that the schema's tables hold, as a command for the schema in search_path. */
export function markModel(fingerprint: string): string {
  return `COMMENT ON TABLE ${markedTable} IS ${quoteLiteral(modelComment(fingerprint))}`
}

/** The fingerprint in a comment, if it is one of ours. */
export function modelOf(comment: string | null): string | undefined {
  return comment?.startsWith(modelMark) === true ? comment.slice(modelMark.length) : undefined
}

/**
 * Gives a function from an empty schema to the commands that create all tables of `state` there and mark them with the
 * model's fingerprint. For a transaction of the schema's owner; leaves search_path as the session has it.
 */
export function schemaScript(state: SchemaState, fingerprint: string): (schema: string) => string {
  const commands = [
    // Else each index on an empty table asks how many workers its size would be worth.
    "SET LOCAL max_parallel_maintenance_workers TO 0",
    ...createTables([...state.tables.values()]),
    markModel(fingerprint),
    "SET LOCAL max_parallel_maintenance_workers TO DEFAULT",
  ]
  const text = [...commands, "SET LOCAL search_path TO DEFAULT"].join(";\n")
  return (schema) => `${searchPath(schema)};\n${text};\n`
}
