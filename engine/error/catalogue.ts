// Every code that a user can meet. Codes are never reused; a test holds this list, docs/errors.md and the thrown codes equal.
import { accessCodes } from "./codes/access.ts"
import { authCodes } from "./codes/auth.ts"
import { calculationCodes } from "./codes/calculation.ts"
import { expressionCodes } from "./codes/expression.ts"
import { importCodes } from "./codes/imp.ts"
import { internalCodes } from "./codes/internal.ts"
import { ledgerCodes } from "./codes/led.ts"
import { migrationCodes } from "./codes/migration.ts"
import { modelCodes } from "./codes/model.ts"
import { planCodes } from "./codes/plan.ts"
import { reportCodes } from "./codes/rep.ts"
import { requestCodes } from "./codes/request.ts"
import { runCodes } from "./codes/run.ts"
import { tenantCodes } from "./codes/tenant.ts"
import { workflowCodes } from "./codes/wfl.ts"

export const catalogue = {
  ...requestCodes,
  ...authCodes,
  ...tenantCodes,
  ...accessCodes,
  ...planCodes,
  ...runCodes,
  ...modelCodes,
  ...expressionCodes,
  ...workflowCodes,
  ...ledgerCodes,
  ...calculationCodes,
  ...reportCodes,
  ...importCodes,
  ...migrationCodes,
  ...internalCodes,
} as const

export type ProblemCode = keyof typeof catalogue
