import { textOf } from "../contract/record.ts"
import { Textarea } from "@mantine/core"
import { wrapperProps, type InputProps } from "./input-props.ts"

/** Text of several lines; grows with what is typed. */
export function LongTextInput(props: InputProps) {
  return (
    <Textarea
      {...wrapperProps(props)}
      autosize
      minRows={3}
      maxRows={16}
      value={textOf(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}
