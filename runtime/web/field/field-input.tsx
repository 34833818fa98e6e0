// The input for a field, by its sort. A new sort of field is one more line here and one file beside it.
import { sortOf } from "../contract/fields.ts"
import { AnyReferenceInput } from "./any-reference-input.tsx"
import { BooleanInput } from "./boolean-input.tsx"
import { ChoiceInput } from "./choice-input.tsx"
import { ColorField } from "./color-field.tsx"
import { DateField } from "./date-field.tsx"
import { FigureInput } from "./figure-input.tsx"
import type { InputProps } from "./input-props.ts"
import { InstantInput } from "./instant-input.tsx"
import { LongTextInput } from "./long-text-input.tsx"
import { ManyInput } from "./many-input.tsx"
import { ReadValue } from "./read-value.tsx"
import { ReferenceInput } from "./reference-input.tsx"
import { TagsField } from "./tags-field.tsx"
import { TextField } from "./text-field.tsx"

export function FieldInput(props: InputProps) {
  if (props.readOnly === true) return <ReadValue {...props} />
  const sort = sortOf(props.field)
  switch (sort) {
    case "text":
      return props.widget === "textarea" ? <LongTextInput {...props} /> : <TextField {...props} />
    case "long_text":
      return <LongTextInput {...props} />
    case "integer":
    case "decimal":
      return <FigureInput {...props} />
    case "boolean":
      return <BooleanInput {...props} />
    case "date":
      return <DateField {...props} />
    case "instant":
    case "time":
      return <InstantInput {...props} />
    case "choice":
      return <ChoiceInput {...props} />
    case "reference":
      return <ReferenceInput {...props} />
    case "any_reference":
      return <AnyReferenceInput {...props} />
    case "many":
      return <ManyInput {...props} />
    case "tags":
      return <TagsField {...props} />
    case "color":
      return <ColorField {...props} />
    case "rows":
      return <ReadValue {...props} />
  }
}
