// The formats that text may have, each as a reader of a storable text that is not empty. Names of formats that are types
// of their own (dates, decimals, references) do not stand here.
import { parse } from "../../expression/index.ts"
import type { FieldFormat } from "../../metaschema/index.ts"
import { readRichText } from "./rich-text.ts"
import { Refusal, type ReadValue } from "./type.ts"

type TextReader = (value: string) => ReadValue

/** WHATWG's form of an e-mail address (HTML, section 4.10.5.1.5), with a dot in the domain. */
const email =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/
const uri = /^(?:https?|ftp):\/\/[^\s/?#"<>\\]+(?:[/?#][^\s"<>\\]*)?$|^(?:mailto|tel):[^\s"<>\\]+$/i
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const phone = /^\+?[0-9(][0-9 ()./-]{1,30}(?: ?(?:x|ext\.?) ?[0-9]{1,8})?$/
const color = /^#[0-9a-f]{6}$/i
const barcode = /^[\x21-\x7e]{1,80}$/
const geo =
  /^-?(?:90(?:\.0{1,8})?|[0-8]?[0-9](?:\.[0-9]{1,8})?),-?(?:180(?:\.0{1,8})?|(?:1[0-7][0-9]|[0-9]{1,2})(?:\.[0-9]{1,8})?)$/

export const textFormats: { readonly [F in FieldFormat]?: TextReader } = {
  email: (value) =>
    value.length <= 254 && email.test(value)
      ? value
      : new Refusal("must be an e-mail address", "For example name@example.com"),
  uri: (value) =>
    value.length <= 2000 && uri.test(value)
      ? value
      : new Refusal("must be an address of the web", "For example https://example.com"),
  uuid: readUuid,
  phone: (value) =>
    phone.test(value) ? value : new Refusal("must be a telephone number", "For example +41 44 668 18 00"),
  color: (value) =>
    color.test(value) ? value.toLowerCase() : new Refusal("must be a colour", "For example #1f6feb"),
  barcode: (value) =>
    barcode.test(value) ? value : new Refusal("must be a barcode: up to 80 letters, digits and signs"),
  geo: (value) =>
    geo.test(value)
      ? value
      : new Refusal("must be a place as latitude,longitude", "For example 47.3769,8.5417"),
  richtext: readRichText,
  expression: readExpression,
}

/** The text of an expression; whether its names are real shows where it is used. */
function readExpression(value: string): ReadValue {
  const parsed = parse(value)
  return parsed.ok ? value : new Refusal("is not an expression", `${parsed.fault.message}.`)
}

/** A UUID in any case, given back in lower case as PostgreSQL prints it (RFC 9562). */
export function readUuid(value: unknown): string | Refusal {
  if (typeof value !== "string" || !uuid.test(value)) return new Refusal("must be an id (UUID)")
  return value.toLowerCase()
}
