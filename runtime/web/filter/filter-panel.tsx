// The inside of the filter, loaded when it is opened for the first time: conditions, or the expression as text.
import { SegmentedControl } from "@mantine/core"
import { useState } from "react"
import { useText } from "../text/use-text.ts"
import { ConditionsForm } from "./conditions-form.tsx"
import { ExpressionForm } from "./expression-form.tsx"
import type { FilterProps } from "./filter-props.ts"
import classes from "./filter.module.css"
import { readConditions } from "./read-conditions.ts"

export default function FilterPanel({ entity, filter, change }: FilterProps) {
  const say = useText()
  const conditions = readConditions(filter)
  const known = conditions?.every((each) => entity.fields[each.path] !== undefined) === true
  const [mode, setMode] = useState(known ? "conditions" : "expression")
  return (
    <>
      <SegmentedControl
        size="xs"
        value={mode}
        onChange={setMode}
        data={[
          { value: "conditions", label: say("filter.conditions") },
          { value: "expression", label: say("filter.expression") },
        ]}
      />
      {mode === "expression" ? (
        <ExpressionForm filter={filter} change={change} />
      ) : known && conditions !== undefined ? (
        <ConditionsForm entity={entity} conditions={conditions} change={change} />
      ) : (
        <p className={classes.note}>{say("filter.too_free")}</p>
      )}
    </>
  )
}
