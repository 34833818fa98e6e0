import { textOf } from "../contract/record.ts"
import { ColorInput } from "@mantine/core"
import { wrapperProps, type InputProps } from "./input-props.ts"

/** A colour as `#rrggbb`. */
export function ColorField(props: InputProps) {
  return (
    <ColorInput
      {...wrapperProps(props)}
      format="hex"
      value={textOf(props.value)}
      onChange={(value) => props.onChange(value || null)}
    />
  )
}
