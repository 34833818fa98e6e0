// The head of a report's table, in as many lines as its columns need.
import type { ReportColumn } from "../contract/report.ts"
import { headOf } from "./head.ts"
import { isFigureColumn } from "./report-cell.tsx"
import { useHeadWords } from "./use-head-words.ts"

interface Props {
  readonly columns: readonly ReportColumn[]
  /** What the first column is called; absent where rows have no titles. */
  readonly rowTitle: string | undefined
}

export function TableHead({ columns, rowTitle }: Props) {
  const lines = headOf(columns, useHeadWords())
  return (
    <thead>
      {lines.map((cells, at) => (
        <tr key={at}>
          {at === 0 && rowTitle !== undefined && (
            <th scope="col" rowSpan={lines.length} data-first>
              {rowTitle}
            </th>
          )}
          {cells.map(({ key, title, columns: span, rows, column }) => (
            <th
              key={key}
              scope={column === undefined ? "colgroup" : "col"}
              colSpan={span}
              rowSpan={rows}
              data-figure={(column !== undefined && isFigureColumn(column)) || undefined}
              data-over={column === undefined || undefined}
              data-first={(rowTitle === undefined && column === columns[0]) || undefined}
            >
              {title}
            </th>
          ))}
        </tr>
      ))}
    </thead>
  )
}
