import { Input, Select } from "@mantine/core"
import { useState } from "react"
import { useModel } from "../api/model.ts"
import { targetsOf } from "../contract/fields.ts"
import { isAnyReference } from "../contract/record.ts"
import { useText } from "../text/use-text.ts"
import classes from "./field.module.css"
import { wrapperProps, type InputProps } from "./input-props.ts"
import { RecordSelect } from "./reference-input.tsx"

/** A reference to one of several entities: first the kind of record, then the record. */
export function AnyReferenceInput(props: InputProps) {
  const say = useText()
  const model = useModel()
  const { field, value, onChange } = props
  const targets = targetsOf(field).filter((id) => model.entities[id] !== undefined)
  const current = isAnyReference(value) ? value : undefined
  const [picked, setPicked] = useState(targets[0] ?? "")
  const entity = current?.entity ?? picked
  const { "aria-required": _, ...wrapper } = wrapperProps(props)
  const name = props.label ?? props.ariaLabel ?? field.title
  return (
    <Input.Wrapper {...wrapper} labelElement="div" size="xs">
      <div className={classes.pair} role="group" aria-label={name}>
        <Select
          aria-label={`${name}: ${say("field.entity")}`}
          data={targets.map((each) => ({ value: each, label: model.entities[each]?.title ?? each }))}
          value={entity}
          allowDeselect={false}
          onChange={(chosen) => {
            if (chosen === null || chosen === entity) return
            setPicked(chosen)
            if (current !== undefined) onChange(null)
          }}
        />
        <RecordSelect
          field={field}
          entity={entity}
          ariaLabel={name}
          value={current?.id ?? null}
          onChange={(chosen) => onChange(typeof chosen === "string" ? { entity, id: chosen } : null)}
          clearable={props.required !== true}
        />
      </div>
    </Input.Wrapper>
  )
}
