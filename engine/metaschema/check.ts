// Decides whether an item has the form that its metaschema asks for. Takes an item as parsed JSON, gives all faults
// in plain words, each with a pointer; never throws on metadata.
import type { ErrorObject } from "ajv"
import { describeFault, type FormFault } from "./describe.ts"
import * as validators from "./generated/validate.js"
import { metaschemas } from "./schemas.ts"
import type { ItemKind, JsonValue, ManifestKind } from "./types.ts"

/** ajv reports a failed branch and its wrapper both; the wrapper says nothing that a person could use. */
const wrappers = new Set(["if", "oneOf", "anyOf", "allOf", "propertyNames"])

/** All faults of `content` against the metaschema of `kind`, none for a well-formed item (JSON Schema 2020-12). */
export function checkForm(kind: ItemKind | ManifestKind, content: JsonValue): readonly FormFault[] {
  const validate = validators[kind]
  if (validate(content)) return []
  const errors = validate.errors ?? []
  const telling = errors.filter((error) => !wrappers.has(error.keyword) || standsAlone(error, errors))
  const faults = new Map<string, FormFault>()
  for (const error of telling) {
    const fault = describeFault(error, content, metaschemas[kind])
    if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault)
  }
  return [...faults.values()]
}

/** A wrapper is kept only where no branch below it tells more: alternatives of which each fails on its type. */
function standsAlone(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  if (error.keyword === "propertyNames" || error.keyword === "allOf" || error.keyword === "if") return false
  return !errors.some((other) => other !== error && other.instancePath.startsWith(`${error.instancePath}/`))
}
