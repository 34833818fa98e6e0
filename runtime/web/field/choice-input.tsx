import { Group, Radio, Select } from "@mantine/core"
import { Status } from "../format/status.tsx"
import { wrapperProps, type InputProps } from "./input-props.ts"

/** One of a field's values: a list to pick from, or radios where the layout asks for them. */
export function ChoiceInput(props: InputProps) {
  const { field, value, onChange } = props
  const choices = field.enum ?? []
  if (props.widget === "radio") {
    return (
      <Radio.Group
        {...wrapperProps(props)}
        size="xs"
        value={typeof value === "string" ? value : ""}
        onChange={onChange}
      >
        <Group gap="md" mt={4}>
          {choices.map((choice) => (
            <Radio key={choice.value} value={choice.value} label={choice.title} size="xs" />
          ))}
        </Group>
      </Radio.Group>
    )
  }
  return (
    <Select
      {...wrapperProps(props)}
      data={choices.map((choice) => ({ value: choice.value, label: choice.title }))}
      value={typeof value === "string" ? value : null}
      onChange={onChange}
      clearable={props.required !== true}
      searchable={choices.length > 8}
      allowDeselect={false}
      checkIconPosition="right"
      renderOption={({ option }) => <Status field={field} value={option.value} />}
    />
  )
}
