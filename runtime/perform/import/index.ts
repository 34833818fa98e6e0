export { createRunImport, listImporters } from "./import.ts"
