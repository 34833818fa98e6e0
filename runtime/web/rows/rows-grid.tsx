// Rows like a spreadsheet: the cell with the focus is an input, all others are text, only those in sight are mounted.
import { ActionIcon, Button, Tooltip } from "@mantine/core"
import { IconCopy, IconPlus } from "@tabler/icons-react"
import { useVirtualizer } from "@tanstack/react-virtual"
import { useId, useRef } from "react"
import { isFigure } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import { useText } from "../text/use-text.ts"
import { columnWidths } from "./column-widths.ts"
import type { RowsGridProps } from "./grid-props.ts"
import { GridRow } from "./grid-row.tsx"
import { freshRow } from "./grid-rows.ts"
import classes from "./rows.module.css"
import { RowFaults } from "./row-faults.tsx"
import { SumRow } from "./sum-row.tsx"
import { useCopyOut } from "./use-copy-out.ts"
import { useGridKeys } from "./use-grid-keys.ts"

const rowHeight = 32

export function RowsGrid(props: RowsGridProps) {
  const { field, columns, rows, parent, mode, change, fault, faults } = props
  const say = useText()
  const help = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const scrollTo = (index: number) => virtual.scrollToIndex(index)
  const grid = useGridKeys({ columns, rows, parent, mode, change, scrollTo })
  const template = columnWidths(columns, mode)
  const add = () => {
    change([...rows, freshRow(columns)])
    grid.enter(rows.length, 0)
  }
  return (
    <div>
      <div className={classes.caption}>
        <h3 className={classes.title}>{field.title}</h3>
        {fault !== undefined && <span className={classes.fault}>{fault}</span>}
      </div>
      <RowFaults field={field} faults={faults} />
      <div
        ref={scroller}
        className={classes.grid}
        role="grid"
        aria-label={field.title}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 2}
        aria-describedby={mode === "edit" ? help : undefined}
        {...grid.handlers}
      >
        <div className={classes.inner} style={{ minWidth: template.minimum }}>
          <HeadRow columns={columns} template={template.columns} />
          {rows.length === 0 && (
            <div role="row" className={classes.empty}>
              <span role="gridcell">{say("rows.empty")}</span>
            </div>
          )}
          <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              return (
                <GridRow
                  key={item.key}
                  {...props}
                  row={row}
                  index={item.index}
                  active={grid.active?.row === item.index ? grid.active.column : undefined}
                  turn={grid.active?.row === item.index ? grid.active.turn : 0}
                  enterable={grid.active === undefined && item.index === 0}
                  enter={grid.enter}
                  style={{ transform: `translateY(${item.start}px)`, gridTemplateColumns: template.columns }}
                />
              )
            })}
          </div>
          <SumRow columns={columns} rows={rows} template={template.columns} />
        </div>
      </div>
      <Foot {...props} helpId={help} add={add} />
    </div>
  )
}

interface FootProps extends RowsGridProps {
  readonly helpId: string
  readonly add: () => void
}

function Foot({ columns, rows, mode, helpId, add }: FootProps) {
  const say = useText()
  const copyOut = useCopyOut(columns, rows)
  return (
    <div className={classes.foot}>
      {mode === "edit" && (
        <>
          <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
            {say("rows.add")}
          </Button>
          <span id={helpId} className={classes.help}>
            {say("rows.help")}
          </span>
        </>
      )}
      {rows.length > 0 && (
        <Tooltip label={say("rows.copy")}>
          <ActionIcon className={classes.copy} aria-label={say("rows.copy")} onClick={() => void copyOut()}>
            <IconCopy size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  )
}

function HeadRow({ columns, template }: { readonly columns: readonly Field[]; readonly template: string }) {
  const say = useText()
  return (
    <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns: template }}>
      <div role="columnheader" className={classes.number}>
        <span className="visually-hidden">{say("rows.number")}</span>
      </div>
      {columns.map((column) => (
        <div
          key={column.name}
          role="columnheader"
          className={classes.head}
          data-figure={isFigure(column) || undefined}
        >
          <span className={classes.text} title={column.title}>
            {column.title}
          </span>
          {column.required && !column.read_only && <span aria-hidden>&nbsp;*</span>}
        </div>
      ))}
      <div role="columnheader">
        <span className="visually-hidden">{say("rows.actions")}</span>
      </div>
    </div>
  )
}
