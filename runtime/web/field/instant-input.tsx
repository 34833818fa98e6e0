// Date with time, and time of day, by the browser's own picker: it knows the person's habits and keyboard.
import { textOf } from "../contract/record.ts"
import { TextInput } from "@mantine/core"
import { sortOf } from "../contract/fields.ts"
import { wrapperProps, type InputProps } from "./input-props.ts"

export function InstantInput(props: InputProps) {
  const { field, value, onChange } = props
  const instant = sortOf(field) === "instant"
  const text = textOf(value)
  return (
    <TextInput
      {...wrapperProps(props)}
      type={instant ? "datetime-local" : "time"}
      value={instant ? localText(text) : text.slice(0, 5)}
      onChange={(event) => {
        const typed = event.currentTarget.value
        onChange(typed === "" ? null : instant ? new Date(typed).toISOString() : `${typed}:00`)
      }}
    />
  )
}

/** An RFC 3339 instant as `2026-01-31T14:05` of the browser's zone. */
function localText(value: string): string {
  const at = new Date(value)
  if (value === "" || Number.isNaN(at.getTime())) return ""
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
