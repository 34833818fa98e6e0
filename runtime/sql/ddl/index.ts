export { allModelsQuery, columnsQuery, definitionsQuery, modelQuery } from "./catalogue.ts"
export { keyOf } from "./column.ts"
export { markModel, markedTable, modelOf, schemaScript, searchPath } from "./script.ts"
