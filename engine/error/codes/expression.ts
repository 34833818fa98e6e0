// EXP: an expression that cannot be read or does not fit the model.
export const expressionCodes = {
  EXP001: { status: 400, title: "The expression cannot be read" },
  EXP002: { status: 400, title: "The expression is too long or too deep" },
  EXP003: { status: 400, title: "Not part of the expression language" },
  EXP004: { status: 400, title: "Unknown name in the expression" },
  EXP005: { status: 400, title: "Unknown function" },
  EXP006: { status: 400, title: "The types do not fit" },
  EXP007: { status: 400, title: "Wrong number of arguments" },
  EXP008: { status: 400, title: "The field never has this value" },
  EXP009: { status: 400, title: "The literal is not valid" },
  EXP010: { status: 400, title: "The name is not available here" },
  EXP011: { status: 400, title: "Child rows are walked only by aggregates" },
  EXP012: { status: 400, title: "The number can become too large" },
} as const
