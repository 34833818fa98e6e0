import { textOf } from "../contract/record.ts"
import { PasswordInput, TextInput } from "@mantine/core"
import { useText } from "../text/use-text.ts"
import { wrapperProps, type InputProps } from "./input-props.ts"

const types: Readonly<Record<string, "email" | "url" | "tel">> = { email: "email", uri: "url", phone: "tel" }

/** One line of text; e-mail, address and phone get the keyboard that fits, a secret is hidden. */
export function TextField(props: InputProps) {
  const say = useText()
  const { field, value, onChange } = props
  const shared = {
    ...wrapperProps(props),
    value: textOf(value),
    maxLength: field.max_length === undefined ? undefined : field.max_length * 2,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange(event.currentTarget.value || null),
  }
  if (field.format === "secret")
    return (
      <PasswordInput
        {...shared}
        size="xs"
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": say("field.show") }}
      />
    )
  return <TextInput {...shared} type={types[field.format ?? ""] ?? "text"} autoComplete="off" />
}
