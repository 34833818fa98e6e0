// WFL: the life cycle does not let the record be moved.
export const workflowCodes = {
  WFL001: { status: 409, title: "The record is in another state" },
  WFL002: { status: 422, title: "A guard of the transition refuses" },
  WFL003: { status: 404, title: "No such transition" },
  WFL004: { status: 409, title: "The state does not let it be deleted" },
  WFL005: { status: 422, title: "The life cycles move each other without end" },
  WFL006: { status: 409, title: "Approval is asked for already" },
  WFL007: { status: 422, title: "Too few could approve" },
  WFL008: { status: 403, title: "The approval is not yours to give" },
  WFL009: { status: 409, title: "The approval is closed" },
} as const
