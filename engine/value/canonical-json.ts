// One text per JSON value, whatever order its keys came in: what fingerprints are made of.
import { compareText } from "./text.ts"

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** JSON without blanks and with the keys of every object sorted by code point (RFC 8785 but for the order of keys
 * beyond U+FFFF); absent members are left out. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`
  let members = ""
  for (const key of Object.keys(value).sort(compareText)) {
    const member = value[key]
    if (member === undefined) continue
    members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${members}}`
}

/** Array.isArray does not narrow readonly arrays. */
function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}
