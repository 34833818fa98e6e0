// The functions of validate.js: one for each kind of item and of manifest.
import type { ErrorObject } from "ajv"

interface Validate {
  (content: unknown): boolean
  errors?: readonly ErrorObject[] | null
}
export const module: Validate
export const entity: Validate
export const ledger: Validate
export const lifecycle: Validate
export const form: Validate
export const view: Validate
export const report: Validate
export const importer: Validate
export const role: Validate
export const messages: Validate
export const plugin: Validate
export const template: Validate
