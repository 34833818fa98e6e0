// REP: reports.
export const reportCodes = {
  REP001: { status: 404, title: "No such report" },
  REP002: { status: 400, title: "The report cannot be asked that" },
  REP003: { status: 422, title: "The report is too long" },
} as const
