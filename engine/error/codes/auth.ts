// AUT: who is asking is not known, or may not come in.
export const authCodes = {
  AUT001: { status: 401, title: "Not logged in" },
  AUT002: { status: 401, title: "Wrong e-mail or password" },
  AUT003: { status: 401, title: "The session has ended" },
  AUT004: { status: 429, title: "Too many attempts to log in" },
  AUT005: { status: 429, title: "The account is locked for a while" },
  AUT006: { status: 403, title: "The request does not come from our own pages" },
  AUT007: { status: 422, title: "The password cannot be used" },
  AUT008: { status: 422, title: "The current password is wrong" },
  AUT009: { status: 404, title: "No such user" },
  AUT010: { status: 401, title: "The session belongs to another tenant" },
} as const
