// PLN: the action cannot be planned against this model.
export const planCodes = {
  PLN001: { status: 400, title: "Unknown field" },
  PLN002: { status: 400, title: "The filter cannot be used" },
  PLN003: { status: 400, title: "The sort cannot be used" },
  PLN004: { status: 400, title: "The expand cannot be used" },
  PLN005: { status: 400, title: "The aggregate cannot be used" },
  PLN006: { status: 422, title: "The record is not valid" },
  PLN007: { status: 422, title: "The field is kept by the system" },
} as const
