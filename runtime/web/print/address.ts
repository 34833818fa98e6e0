// The lines of an address, as they stand on an envelope.
import { isList, isObject, textOf, type Json, type Row } from "../contract/record.ts"

/** Of a record whose own fields are the address, or of the first of its `addresses`, one for invoices before all others. */
export function addressLines(record: Row): readonly string[] {
  const { addresses } = record
  const all = isList(addresses) ? addresses.filter(isObject) : []
  const place = all.find(({ kind }) => kind === "billing") ?? all[0] ?? record
  const name = [place["recipient"], record["legal_name"], record["name"]]
    .map(textOf)
    .find((each) => each !== "")
  const town = [textOf(place["postal_code"]), textOf(place["city"])].filter((part) => part !== "").join(" ")
  const lines = [
    name ?? "",
    textOf(place["street"]),
    textOf(place["street2"]),
    town,
    nameOf(place["country"]),
  ]
  return lines.filter((line) => line !== "")
}

function nameOf(country: Json | undefined): string {
  return isObject(country) ? textOf(country["name"]) : ""
}
