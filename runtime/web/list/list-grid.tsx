// Virtual rows over the loaded pages; the next page is fetched before its first row comes into sight.
import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual"
import { useEffect, useId, useRef, useState, type RefObject } from "react"
import type { Entity, View } from "../contract/model.ts"
import { isAnyReference, type AnyReference, type StoredRow } from "../contract/record.ts"
import { recordPath } from "../route/route.ts"
import { openedRow } from "./clicked-row.ts"
import type { ListColumn } from "./list-columns.ts"
import classes from "./list-grid.module.css"
import { ListHeader } from "./list-header.tsx"
import { ListRow } from "./list-row.tsx"
import { keepPlace, leftPlace } from "./left-place.ts"
import { openRecord, openSource } from "./list-trail.ts"
import { SkeletonRow } from "./skeleton-row.tsx"
import type { useList } from "./use-list.ts"
import { useListKeys } from "./use-list-keys.ts"
import { useListTable, type ListTable } from "./use-list-table.ts"
import type { Selection } from "./use-selection.ts"

interface Props {
  readonly view: View
  readonly entity: Entity
  readonly columns: readonly ListColumn[]
  readonly list: ReturnType<typeof useList>
  readonly sort: readonly string[]
  readonly selection: Selection
  readonly shape: "rows" | "cards"
}

const heights = { rows: 32, cards: 76 } as const
const checkWidth = 36

export function ListGrid(props: Props) {
  const { view, entity, columns, list, sort, selection, shape } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [left] = useState(leftPlace)
  const [active, setActive] = useState(left.active)
  const { rows } = list
  const table = useListTable(view.id, columns, rows)
  const virtual = useVirtualizer({
    count: rows.length + (list.isPending ? 30 : list.hasNextPage ? 3 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => heights[shape],
    overscan: 12,
    initialOffset: left.offset,
  })
  useEffect(() => keepPlace({ active, offset: virtual.scrollOffset ?? 0 }))
  const shown = virtual.getVirtualItems()
  useNextPage(list, shown.at(-1)?.index ?? 0)
  useFocusFromNavigation(scroller)
  const open = (index: number) => {
    const source = sourceOf(entity, rows[index])
    if (source !== undefined) return openSource(source.entity, source.id)
    openRecord(
      entity.id,
      rows.map((row) => row.id),
      index,
    )
  }
  const pathOf = (index: number) => {
    const row = rows[index]
    const meant = sourceOf(entity, row) ?? (row && { entity: entity.id, id: row.id })
    return meant && recordPath(meant.entity, meant.id)
  }
  const onKeyDown = useListKeys({
    count: rows.length,
    active,
    move: (index) => {
      setActive(index)
      virtual.scrollToIndex(index)
    },
    open,
    select: (index) => rows[index] !== undefined && selection.toggle(rows[index].id),
  })
  const width = checkWidth + table.getTotalSize()
  const activeShown = shown.some((item) => item.index === active) && active < rows.length
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-shape={shape}
      role="grid"
      tabIndex={0}
      aria-label={view.title}
      aria-rowcount={list.hasNextPage ? -1 : rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={list.isFetching}
      aria-activedescendant={activeShown ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
      onClick={(event) => openedRow(event, pathOf, open)}
    >
      <ListHeader table={table} columns={columns} sort={sort} checkWidth={checkWidth} width={width} />
      <div
        className={classes.rows}
        role="rowgroup"
        style={{ height: virtual.getTotalSize(), width: shape === "rows" ? width : "100%" }}
      >
        <ShownRows {...props} id={id} table={table} shown={shown} active={active} />
      </div>
    </div>
  )
}

/** An entry of a ledger is opened as the document that it comes from. */
function sourceOf(entity: Entity, row: StoredRow | undefined): AnyReference | undefined {
  const source = entity.kind === "ledger" ? row?.["source"] : undefined
  return isAnyReference(source) ? source : undefined
}

/** Whoever came by a link of the navigation goes on in the list: Enter opens a row, not the link again. */
function useFocusFromNavigation(grid: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement?.closest("nav") != null) grid.current?.focus({ preventScroll: true })
  }, [grid])
}

interface ShownProps extends Props {
  readonly id: string
  readonly table: ListTable
  readonly shown: readonly VirtualItem[]
  readonly active: number
}

function ShownRows({ id, table, shown, active, entity, columns, selection, shape }: ShownProps) {
  const rows = table.getRowModel().rows
  const widths = columns.map((column) => table.getColumn(column.path)?.getSize() ?? 0)
  return shown.map((item) => {
    const row = rows[item.index]
    const place = { height: item.size, transform: `translateY(${item.start}px)` }
    if (row === undefined) return <SkeletonRow key={item.key} style={place} widths={widths} />
    return (
      <ListRow
        key={item.key}
        id={`${id}-${item.index}`}
        index={item.index}
        row={row}
        entity={entity}
        columns={columns}
        shape={shape}
        style={place}
        active={item.index === active}
        selected={selection.ids.has(row.original.id)}
        toggle={selection.toggle}
      />
    )
  })
}

function useNextPage(list: Props["list"], lastShown: number): void {
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - 40) void fetchNextPage()
  }, [lastShown, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])
}
