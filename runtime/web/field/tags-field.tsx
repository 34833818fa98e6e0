import { MultiSelect, TagsInput } from "@mantine/core"
import { textOf, isList } from "../contract/record.ts"
import { useText } from "../text/use-text.ts"
import { wrapperProps, type InputProps } from "./input-props.ts"

/** A list of plain texts: any, or those that the field allows. */
export function TagsField(props: InputProps) {
  const say = useText()
  const { field, value, onChange } = props
  const values = isList(value) ? value.map(textOf) : []
  if (field.enum !== undefined) {
    const data = field.enum.map((choice) => ({ value: choice.value, label: choice.title }))
    return (
      <MultiSelect
        {...wrapperProps(props)}
        size="xs"
        data={data}
        value={values}
        onChange={onChange}
        searchable
        clearable
      />
    )
  }
  return (
    <TagsInput
      {...wrapperProps(props)}
      placeholder={say("field.add_tag")}
      value={values}
      onChange={onChange}
    />
  )
}
