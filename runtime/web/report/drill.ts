// From a figure to the records behind it: the list of what the report reads, filtered by what the row and column stand for.
import type { Model } from "../contract/model.ts"
import type { ReportColumn, ReportResult, ReportRow } from "../contract/report.ts"
import { listPath } from "../route/route.ts"

/** Makes addresses of lists; undefined where no view lists what the report reads. */
export interface Drill {
  /** All that a row is made of. */
  ofRow(row: ReportRow): string | undefined
  /** What one cell sums; without a row, what a total sums. */
  ofCell(column: ReportColumn, row?: ReportRow): string | undefined
}

/** The ways down from a result. */
export function drillInto(model: Model, result: ReportResult): Drill {
  const place = listOf(model, result.source)
  const list = (parts: readonly (string | undefined)[]): string | undefined => {
    if (place === undefined) return undefined
    const filter = parts.filter((part) => part !== undefined && part !== "true").join(" && ")
    return filter === "" ? place : `${place}?company=all&filter=${encodeURIComponent(filter)}`
  }
  return {
    ofRow: ({ drill }) => (drill === undefined ? undefined : list([result.filter, drill])),
    ofCell: ({ drill }, row) => {
      if (drill === undefined || (row !== undefined && row.drill === undefined)) return undefined
      return list([drill, row?.drill])
    },
  }
}

/** A list of all records of the entity: a view without a filter of its own, one of the navigation before others. */
function listOf(model: Model, entity: string): string | undefined {
  const isWhole = (id: string): boolean =>
    model.views[id]?.entity === entity && model.views[id].filter === undefined
  for (const module of model.modules) {
    const item = module.navigation.find(({ view }) => isWhole(view))
    if (item !== undefined) return listPath(module.name, item.view)
  }
  const view = Object.keys(model.views).find(isWhole)
  return view === undefined ? undefined : listPath(entity.split(".")[0] ?? "", view)
}
