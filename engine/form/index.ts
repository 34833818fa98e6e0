export { drawForm, type Drawing, type FieldRights } from "./draw.ts"
