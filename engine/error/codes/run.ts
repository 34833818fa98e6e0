// RUN: the database refused.
export const runCodes = {
  RUN001: { status: 404, title: "No such record" },
  RUN002: { status: 412, title: "The record has changed since it was read" },
  RUN003: { status: 409, title: "The value is taken" },
  RUN004: { status: 409, title: "The record is still used" },
  RUN005: { status: 422, title: "A rule of the record is broken" },
  RUN006: { status: 422, title: "The referenced record does not exist" },
  RUN007: { status: 422, title: "The value does not fit its column" },
  RUN008: { status: 409, title: "The tree would have a cycle" },
  RUN009: { status: 409, title: "The ranges overlap" },
  RUN010: { status: 503, title: "The database is busy" },
  RUN011: { status: 504, title: "The database took too long" },
  RUN012: { status: 500, title: "The database refused unexpectedly" },
  RUN013: { status: 409, title: "Another request changed the same rows" },
  RUN014: { status: 422, title: "The idempotency key was used for another request" },
  RUN015: { status: 409, title: "There is a record like it already" },
  RUN016: { status: 422, title: "A value that is needed was not found" },
} as const
