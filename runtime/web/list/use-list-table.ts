// The table model of a list: columns with widths that are dragged and remembered on this device.
import { useLocalStorage } from "@mantine/hooks"
import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
  type ColumnSizingState,
  type ReactTable,
} from "@tanstack/react-table"
import { useMemo } from "react"
import { valueAt, type StoredRow } from "../contract/record.ts"
import { initialWidth, type ListColumn } from "./list-columns.ts"

const features = tableFeatures({ columnSizingFeature, columnResizingFeature })
const helper = createColumnHelper<typeof features, StoredRow>()
const nothing: ColumnSizingState = {}
export type ListFeatures = typeof features
export type ListTable = ReactTable<typeof features, StoredRow>

export function useListTable(
  view: string,
  columns: readonly ListColumn[],
  rows: readonly StoredRow[],
): ListTable {
  const [sizing, setSizing] = useLocalStorage({ key: `tenon.widths.${view}`, defaultValue: nothing })
  const definitions = useMemo(
    () =>
      helper.columns(
        columns.map((column) =>
          helper.accessor((row) => valueAt(row, column.path), {
            id: column.path,
            header: column.title,
            size: initialWidth(column),
            minSize: 60,
            maxSize: 800,
          }),
        ),
      ),
    [columns],
  )
  return useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: (row) => row.id,
    columnResizeMode: "onChange",
    state: { columnSizing: sizing },
    onColumnSizingChange: (change) =>
      setSizing((former) => (typeof change === "function" ? change(former) : change)),
  })
}
