// Faults of metadata as one refusal that lists them all.
import { Problem, type Diagnostic } from "../../engine/error/index.ts"

/** MOD001 with each error at `file#pointer`; `whose` begins the sentence. Warnings are left out. */
export function faulty(whose: string, hint: string, diagnostics: readonly Diagnostic[]): Problem {
  const errors = diagnostics.filter(({ severity }) => severity === "error")
  return new Problem("MOD001", {
    detail: `${whose} ${errors.length === 1 ? "has one fault" : `has ${errors.length} faults`}.`,
    hint,
    errors: errors.map(({ code, message, file = "", pointer = "", hint: mend }) => ({
      code,
      message,
      path: `${file}#${pointer}`,
      ...(mend === undefined ? {} : { hint: mend }),
    })),
  })
}

/** Whether there is an error among the diagnostics. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error")
}
