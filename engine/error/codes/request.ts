// REQ: the request cannot be read.
export const requestCodes = {
  REQ001: { status: 400, title: "The body is not JSON" },
  REQ002: { status: 404, title: "No such route" },
  REQ003: { status: 404, title: "No such entity" },
  REQ004: { status: 400, title: "Unknown parameter" },
  REQ005: { status: 400, title: "Unreadable parameter" },
  REQ006: { status: 400, title: "The body has the wrong shape" },
  REQ007: { status: 413, title: "The body is too large" },
  REQ008: { status: 415, title: "The body has the wrong media type" },
  REQ009: { status: 429, title: "Too many requests" },
  REQ010: { status: 405, title: "The method is not allowed here" },
  REQ011: { status: 400, title: "Unreadable cursor" },
  REQ012: { status: 400, title: "Unreadable record id" },
  REQ013: { status: 400, title: "Unreadable header" },
} as const
