// Running a report.
import type { Fields } from "../contract/model.ts"
import type { ReportResult } from "../contract/report.ts"
import { send } from "./client.ts"

/** The report with these parameters; those left out have their defaults. */
export function runReport(id: string, asked: Asked, signal: AbortSignal): Promise<ReportResult> {
  return send<ReportResult>(reportAddress(id, asked), { signal })
}

/** Parameters as texts, by name. */
export type Asked = Readonly<Record<string, string>>

/** Where the report stands below `/api/v1`, as JSON or in the form named. */
export function reportAddress(id: string, asked: Asked, format?: "csv" | "xlsx"): string {
  const query = new URLSearchParams({ ...asked, ...(format === undefined ? {} : { format }) }).toString()
  return `/reports/${encodeURIComponent(id)}${query === "" ? "" : `?${query}`}`
}

/** Parameters as an address has them; those that are empty are left out. */
export function asTexts(parameters: ReportResult["parameters"]): Asked {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === null || value === ""
        ? []
        : [[name, typeof value === "object" ? value.join(",") : String(value)]],
    ),
  )
}

/** The parameters among the keys of an address. */
export function askedOf(query: URLSearchParams, parameters: Fields): Asked {
  return Object.fromEntries([...query].filter(([name]) => parameters[name] !== undefined))
}
