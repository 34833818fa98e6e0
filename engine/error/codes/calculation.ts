// CAL: what is given cannot be calculated.
export const calculationCodes = {
  CAL001: { status: 422, title: "The taxes cannot be worked out" },
  CAL002: { status: 422, title: "The instalments do not add up" },
  CAL003: { status: 422, title: "The amount cannot be shared" },
  CAL004: { status: 422, title: "The charge stands on no earlier row" },
  CAL005: { status: 422, title: "The calculation lacks a value" },
} as const
