import { isList } from "../contract/record.ts"
import { ActionIcon, Select } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { sortOf } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import { FieldInput } from "../field/field-input.tsx"
import { useText, type Say } from "../text/use-text.ts"
import { operatorsOf, type Condition, type Operator } from "./condition.ts"
import classes from "./filter.module.css"

interface Props {
  readonly fields: readonly Field[]
  readonly condition: Condition
  readonly change: (condition: Condition) => void
  readonly remove: () => void
}

/** One condition; the value's input is the field's own. */
export function ConditionRow({ fields, condition, change, remove }: Props) {
  const say = useText()
  const field = fields.find((each) => each.name === condition.path)
  if (field === undefined) return null
  const needsValue = condition.operator !== "empty" && condition.operator !== "not_empty"
  return (
    <div className={classes.row} role="group" aria-label={field.title}>
      <Select
        aria-label={say("filter.field")}
        data={fields.map((each) => ({ value: each.name, label: each.title }))}
        value={field.name}
        searchable
        allowDeselect={false}
        onChange={(name) => {
          const chosen = fields.find((each) => each.name === name)
          if (chosen === undefined) return
          change({
            path: chosen.name,
            operator: operatorsOf(chosen)[0] ?? "equal",
            value: startValue(chosen),
          })
        }}
      />
      <Select
        aria-label={say("filter.operator")}
        data={operatorsOf(field).map((operator) => ({
          value: operator,
          label: operatorTitle(operator, field, say),
        }))}
        value={condition.operator}
        allowDeselect={false}
        onChange={(chosen) => {
          const operator = operatorsOf(field).find((each) => each === chosen)
          if (operator !== undefined) change({ ...condition, operator, value: carried(condition, operator) })
        }}
      />
      {needsValue ? (
        <FieldInput
          key={`${field.name} ${condition.operator}`}
          field={condition.operator === "one_of" ? { ...field, type: "array" } : plain(field)}
          ariaLabel={say("filter.value")}
          value={condition.value}
          onChange={(value) => change({ ...condition, value })}
        />
      ) : (
        <span />
      )}
      <ActionIcon aria-label={say("filter.remove")} onClick={remove}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  )
}

/** A filter's value is one line, whatever the form shows, and any record may be asked for. */
function plain(field: Field): Field {
  const { filter: _, ...rest } = field
  return sortOf(field) === "long_text" ? { ...rest, format: "text" } : rest
}

function startValue(field: Field) {
  return sortOf(field) === "boolean" ? true : null
}

function carried(condition: Condition, operator: Operator) {
  return (operator === "one_of") === isList(condition.value) ? condition.value : null
}

function operatorTitle(operator: Operator, field: Field, say: Say): string {
  const sort = sortOf(field)
  if (sort === "date" || sort === "instant") {
    if (operator === "less") return say("operator.before")
    if (operator === "less_equal") return say("operator.until")
    if (operator === "greater") return say("operator.after")
    if (operator === "greater_equal") return say("operator.from")
  }
  return say(`operator.${operator}`)
}
