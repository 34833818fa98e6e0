// Rows on a phone: a card each, one of them open for typing. The first hundred stand there, more when asked for.
import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { useText } from "../../text/use-text.ts"
import type { RowsGridProps } from "../grid-props.ts"
import { freshRow } from "../grid-rows.ts"
import { RowFaults } from "../row-faults.tsx"
import classes from "./cards.module.css"
import { RowCard } from "./row-card.tsx"

const atOnce = 100

export function RowCards(props: RowsGridProps) {
  const { field, columns, rows, mode, change, fault } = props
  const say = useText()
  const [shown, setShown] = useState(atOnce)
  const [open, setOpen] = useState<number>()
  const add = () => {
    change([...rows, freshRow(columns)])
    setShown((former) => Math.max(former, rows.length + 1))
    setOpen(rows.length)
  }
  return (
    <section aria-label={field.title}>
      <h3 className={classes.title}>{field.title}</h3>
      {fault !== undefined && <p className={classes.fault}>{fault}</p>}
      <RowFaults field={field} faults={props.faults} />
      {rows.length === 0 && <p className={classes.none}>{say("rows.empty")}</p>}
      <ol className={classes.cards}>
        {rows.slice(0, shown).map((row, index) => (
          <RowCard
            key={index}
            {...props}
            row={row}
            index={index}
            state={mode === "read" ? "read" : open === index ? "open" : "closed"}
            toggle={() => setOpen(open === index ? undefined : index)}
          />
        ))}
      </ol>
      {rows.length > shown && (
        <Button variant="default" fullWidth onClick={() => setShown(shown + atOnce)}>
          {say("rows.more", { count: rows.length - shown })}
        </Button>
      )}
      {mode === "edit" && (
        <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
          {say("rows.add")}
        </Button>
      )}
    </section>
  )
}
