// EXP: an expression that cannot be read or does not fit the model.
export const expressionCodes = {
  EXP001: { status: 400, title: "The expression cannot be read" },
} as const
