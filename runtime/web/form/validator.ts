// rjsf asks for a validator. Ours never compiles code (the CSP forbids it) and finds nothing by itself:
// a record is checked as a whole before it is saved (check-record.ts), and the faults stand in the form's state.
import type { RJSFSchema, ValidatorType } from "@rjsf/utils"
import type { FormData } from "./form-data.ts"

export const validator: ValidatorType<FormData, RJSFSchema> = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({ errors: [] }),
}
