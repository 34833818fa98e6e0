import { ColorInput } from "@mantine/core"
import { inputText, wrapperProps, type InputProps } from "./input-props.ts"

/** A colour as `#rrggbb`. */
export function ColorField(props: InputProps) {
  return (
    <ColorInput
      {...wrapperProps(props)}
      format="hex"
      value={inputText(props.value)}
      onChange={(value) => props.onChange(value || null)}
    />
  )
}
