// The definitions of a line's taxes, read off the snapshot.
import { Problem } from "../../error/index.ts"
import type { Row } from "../../expression/index.ts"
import type { TaxReading } from "../../model/index.ts"
import type { Tax } from "../charges/types.ts"
import { amountOf, holds, rowsAt, wordOf } from "./reading.ts"

const kinds = ["percent", "fixed", "division", "group"] as const

/** The tax that a definition says, with the members of a group. Refuses with CAL001 groups that hold each other or go
 * deeper than the snapshot. */
export function taxOf(row: Row, reading: TaxReading, record: Row): Tax {
  const at = { row, parent: record }
  const kind = wordOf(reading.kind, at, kinds, "percent")
  return {
    key: String(row["id"]),
    kind,
    rate: amountOf(reading.rate, at),
    included: holds(reading.included, at),
    enlarges: holds(reading.enlarges, at),
    order: amountOf(reading.order, at).toNumber(),
    members: kind === "group" ? membersOf(row, reading, record) : [],
  }
}

function membersOf(row: Row, reading: TaxReading, record: Row): readonly Tax[] {
  const { members } = reading
  const held = members === undefined ? undefined : row[members]
  if (members === undefined || !Array.isArray(held) || held.some((one) => typeof one === "string"))
    throw new Problem("CAL001", {
      detail: "Groups of taxes hold each other, or go too deep.",
      hint: "Name the taxes themselves as members.",
    })
  return rowsAt(row, [members]).map((member) => taxOf(member, reading, record))
}

/** Definitions by id, those of groups' members too. */
export function collect(rows: readonly Row[], members: string | undefined, into: Map<string, Row>): void {
  for (const row of rows) {
    into.set(String(row["id"]), row)
    if (members !== undefined) collect(rowsAt(row, [members]), members, into)
  }
}
