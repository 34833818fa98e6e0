// The rows of a report as a tree that folds, under a head and beside a first column that stay; every sum leads to what it
// sums.
import { UnstyledButton } from "@mantine/core"
import { IconChevronDown } from "@tabler/icons-react"
import { useMemo } from "react"
import { useModel } from "../api/model.ts"
import type { ReportColumn, ReportResult, ReportRow } from "../contract/report.ts"
import { Link } from "../route/link.tsx"
import { useText } from "../text/use-text.ts"
import { drillInto, type Drill } from "./drill.ts"
import { isFigureColumn, ReportCellView } from "./report-cell.tsx"
import classes from "./report.module.css"
import { TableHead } from "./table-head.tsx"
import { useArrowKeys } from "./use-arrow-keys.ts"
import { useKeptPlace } from "./use-kept-place.ts"

/** A row in its place: the path of positions that leads to it tells it from all others. */
interface Placed {
  readonly path: string
  readonly row: ReportRow
}

export function ReportTable({ result }: { readonly result: ReportResult }) {
  const say = useText()
  const model = useModel()
  const drill = useMemo(() => drillInto(model, result), [model, result])
  const { folded, fold, drawn, end, region, keep } = useKeptPlace()
  useArrowKeys(region)
  const rows = useMemo(() => inOrder(result.rows, "", folded), [result, folded])
  const { columns, groups, totals } = result
  const rowTitle = groups.length === 0 ? undefined : groups.map(({ title }) => title).join(" / ")
  return (
    <div
      className={classes.scroll}
      role="region"
      aria-label={say("report.rows")}
      ref={region}
      onScroll={keep}
    >
      <table className={classes.table}>
        <TableHead columns={columns} rowTitle={rowTitle} />
        <tbody>
          {rows.slice(0, drawn).map(({ path, row }) => (
            <tr key={path} data-kind={row.kind} data-level={Math.min(row.level, 6)}>
              {rowTitle !== undefined && (
                <th scope="row" data-first>
                  <RowTitle row={row} folded={folded.has(path)} fold={() => fold(path)} drill={drill} />
                </th>
              )}
              <Cells columns={columns} row={row} drill={drill} isFirst={rowTitle === undefined} />
            </tr>
          ))}
          {drawn < rows.length && (
            <tr ref={end} aria-hidden>
              <td colSpan={columns.length + 1}>…</td>
            </tr>
          )}
        </tbody>
        {totals !== undefined && (
          <Totals totals={totals} columns={columns} drill={drill} hasTitles={rowTitle !== undefined} />
        )}
      </table>
    </div>
  )
}

interface TotalsProps {
  readonly totals: NonNullable<ReportResult["totals"]>
  readonly columns: readonly ReportColumn[]
  readonly drill: Drill
  readonly hasTitles: boolean
}

function Totals({ totals, columns, drill, hasTitles }: TotalsProps) {
  const say = useText()
  return (
    <tfoot>
      <tr>
        {hasTitles && (
          <th scope="row" data-first>
            {say("report.total")}
          </th>
        )}
        {columns.map((column, at) => (
          <td
            key={column.key}
            data-figure={isFigureColumn(column) || undefined}
            data-first={(!hasTitles && at === 0) || undefined}
          >
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
  )
}

interface CellsProps {
  readonly columns: readonly ReportColumn[]
  readonly row: ReportRow
  readonly drill: Drill
  /** Whether the first of them is the first of the table. */
  readonly isFirst: boolean
}

function Cells({ columns, row, drill, isFirst }: CellsProps) {
  return columns.map((column, at) => (
    <td
      key={column.key}
      data-figure={isFigureColumn(column) || undefined}
      data-first={(isFirst && at === 0) || undefined}
    >
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
      {href === undefined ? (
        <span className={classes.called}>{title}</span>
      ) : (
        <Link className={classes.called} href={href}>
          {title}
        </Link>
      )}
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
