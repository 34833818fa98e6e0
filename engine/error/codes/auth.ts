// AUT: who is asking is not known, or may not come in.
export const authCodes = {
  AUT001: { status: 401, title: "Not logged in" },
  AUT002: { status: 401, title: "Wrong e-mail or password" },
} as const
