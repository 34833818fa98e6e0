export { keyOf } from "./column.ts"
export { markModel, markedTable, modelOf, schemaScript, searchPath } from "./script.ts"
