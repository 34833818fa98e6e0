import { Checkbox, Switch } from "@mantine/core"
import { wrapperProps, type InputProps } from "./input-props.ts"
import classes from "./field.module.css"

/** Yes or no. */
export function BooleanInput(props: InputProps) {
  const { withAsterisk: _, "aria-required": __, ...shared } = wrapperProps(props)
  const Box = props.widget === "switch" ? Switch : Checkbox
  return (
    <Box
      {...shared}
      className={props.label === undefined ? undefined : classes.check}
      checked={props.value === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}
