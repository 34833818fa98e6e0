import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { ordered } from "../contract/fields.ts"
import type { Entity } from "../contract/model.ts"
import { useText } from "../text/use-text.ts"
import { and, conditionText, isOpen, operatorsOf, type Condition } from "./condition.ts"
import { ConditionRow } from "./condition-row.tsx"
import classes from "./filter.module.css"

interface Props {
  readonly entity: Entity
  readonly conditions: readonly Condition[]
  readonly change: (filter: string) => void
}

/** Rows of field, comparison and value; conditions still without a value do not count. */
export function ConditionsForm({ entity, conditions, change }: Props) {
  const say = useText()
  const fields = ordered(entity.fields).filter((field) => operatorsOf(field).length > 0)
  const first = fields.find((field) => field.name === entity.title_field) ?? fields[0]
  const fresh: readonly Condition[] =
    first === undefined ? [] : [{ path: first.name, operator: operatorsOf(first)[0] ?? "equal", value: null }]
  const [rows, setRows] = useState(conditions.length === 0 ? fresh : conditions)
  const replace = (at: number, row: Condition) =>
    setRows(rows.map((each, index) => (index === at ? row : each)))
  function apply(): void {
    const closed = rows.filter((row) => !isOpen(row))
    change(
      and(
        closed.flatMap((row) =>
          entity.fields[row.path] ? [conditionText(row, entity.fields[row.path]!)] : [],
        ),
      ),
    )
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      {rows.map((row, index) => (
        <ConditionRow
          key={index}
          fields={fields}
          condition={row}
          change={(changed) => replace(index, changed)}
          remove={() => setRows(rows.filter((_, at) => at !== index))}
        />
      ))}
      <div className={classes.actions}>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => setRows([...rows, ...fresh])}
        >
          {say("filter.add")}
        </Button>
        <span className={classes.gap} />
        <Button variant="default" onClick={() => change("")} disabled={conditions.length === 0}>
          {say("filter.reset")}
        </Button>
        <Button type="submit">{say("filter.apply")}</Button>
      </div>
    </form>
  )
}
