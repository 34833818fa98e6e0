// The rows of a report as a tree that folds, under a head that stays; every sum leads to what it sums.
import { UnstyledButton } from "@mantine/core"
import { IconChevronDown } from "@tabler/icons-react"
import { useMemo, useState } from "react"
import { useModel } from "../api/model.ts"
import type { ReportColumn, ReportResult, ReportRow } from "../contract/report.ts"
import { Link } from "../route/link.tsx"
import { useText } from "../text/use-text.ts"
import { drillInto, type Drill } from "./drill.ts"
import { isFigureColumn, ReportCellView } from "./report-cell.tsx"
import classes from "./report.module.css"
import { useColumnTitle } from "./use-column-title.ts"

/** A row in its place: the path of positions that leads to it tells it from all others. */
interface Placed {
  readonly path: string
  readonly row: ReportRow
}

export function ReportTable({ result }: { readonly result: ReportResult }) {
  const say = useText()
  const model = useModel()
  const columnTitle = useColumnTitle()
  const drill = useMemo(() => drillInto(model, result), [model, result])
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => inOrder(result.rows, "", folded), [result, folded])
  const { columns, groups, totals } = result
  const fold = (path: string) =>
    setFolded((former) => {
      const next = new Set(former)
      if (!next.delete(path)) next.add(path)
      return next
    })
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {groups.length > 0 && <th scope="col">{groups.map(({ title }) => title).join(" / ")}</th>}
          {columns.map((column) => (
            <th key={column.key} scope="col" data-figure={isFigureColumn(column) || undefined}>
              {columnTitle(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, row }) => (
          <tr key={path} data-kind={row.kind} data-level={Math.min(row.level, 6)}>
            {groups.length > 0 && (
              <th scope="row">
                <RowTitle row={row} folded={folded.has(path)} fold={() => fold(path)} drill={drill} />
              </th>
            )}
            <Cells columns={columns} row={row} drill={drill} />
          </tr>
        ))}
      </tbody>
      {totals !== undefined && (
        <tfoot>
          <tr>
            {groups.length > 0 && <th scope="row">{say("report.total")}</th>}
            {columns.map((column) => (
              <td key={column.key} data-figure={isFigureColumn(column) || undefined}>
                <ReportCellView
                  column={column}
                  value={totals[column.key]}
                  href={drill.ofCell(column)}
                  noughts="shown"
                />
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}

interface CellsProps {
  readonly columns: readonly ReportColumn[]
  readonly row: ReportRow
  readonly drill: Drill
}

function Cells({ columns, row, drill }: CellsProps) {
  return columns.map((column) => (
    <td key={column.key} data-figure={isFigureColumn(column) || undefined}>
      <ReportCellView
        column={column}
        value={row.cells[column.key]}
        href={row.kind === "group" ? drill.ofCell(column, row) : undefined}
      />
    </td>
  ))
}

interface RowTitleProps {
  readonly row: ReportRow
  readonly folded: boolean
  readonly fold: () => void
  readonly drill: Drill
}

function RowTitle({ row, folded, fold, drill }: RowTitleProps) {
  const say = useText()
  if (row.kind === "record") return null
  const title = row.title ?? row.key ?? say("report.empty_group")
  const href = drill.ofRow(row)
  return (
    <span className={classes.rowTitle}>
      {row.rows === undefined ? (
        <span className={classes.leaf} />
      ) : (
        <UnstyledButton
          className={classes.fold}
          aria-expanded={!folded}
          aria-label={say("report.fold", { title })}
          onClick={fold}
        >
          <IconChevronDown size={12} aria-hidden />
        </UnstyledButton>
      )}
      {href === undefined ? <span>{title}</span> : <Link href={href}>{title}</Link>}
    </span>
  )
}

/** The rows as they stand below each other, without those inside folded ones. */
function inOrder(rows: readonly ReportRow[], above: string, folded: ReadonlySet<string>): readonly Placed[] {
  return rows.flatMap((row, at) => {
    const path = `${above}${at}.`
    const below = row.rows === undefined || folded.has(path) ? [] : inOrder(row.rows, path, folded)
    return [{ path, row }, ...below]
  })
}
