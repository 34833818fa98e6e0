import type { FieldTemplateProps, RJSFSchema } from "@rjsf/utils"
import type { FormData } from "./form-data.ts"

/** Our inputs bring their own label, help and fault; rjsf only places them. */
export function FieldTemplate({ children }: FieldTemplateProps<FormData, RJSFSchema>) {
  return children
}
