// The form of one record: rjsf walks the schema, our templates and fields draw it, the form's state feeds them.
import Form from "@rjsf/core"
import type { RJSFSchema } from "@rjsf/utils"
import { useMemo } from "react"
import { useModel } from "../api/model.ts"
import type { Entity } from "../contract/model.ts"
import { RowsField } from "../rows/rows-field.tsx"
import { FieldTemplate } from "./field-template.tsx"
import type { FormData } from "./form-data.ts"
import { FormStateProvider, type FormState } from "./form-state.ts"
import { schemaOf } from "./schema-of.ts"
import { SectionTemplate } from "./section-template.tsx"
import { validator } from "./validator.ts"
import { ValueField } from "./value-field.tsx"

const fields = { value: ValueField, rows: RowsField }
const templates = { FieldTemplate, ObjectFieldTemplate: SectionTemplate }
const nothing: FormData = {}

interface Props {
  readonly entity: Entity
  readonly state: FormState
}

export function RecordForm({ entity, state }: Props) {
  const model = useModel()
  const { schema, uiSchema } = useMemo(() => schemaOf(entity, model.forms[entity.id]), [entity, model])
  // The values live in the form's state: rjsf needs to render once per layout, not once per key.
  const form = useMemo(
    () => (
      <Form<FormData, RJSFSchema>
        tagName="div"
        idPrefix="field"
        schema={schema}
        uiSchema={uiSchema}
        formData={nothing}
        validator={validator}
        fields={fields}
        templates={templates}
        experimental_defaultFormStateBehavior={{
          emptyObjectFields: "skipDefaults",
          arrayMinItems: { populate: "never" },
        }}
      >
        <></>
      </Form>
    ),
    [schema, uiSchema],
  )
  return <FormStateProvider value={state}>{form}</FormStateProvider>
}
