// MOD: metadata that does not make a model. Mostly diagnostics.
export const modelCodes = {
  MOD001: { status: 422, title: "The metadata is not valid" },
  MOD002: { status: 422, title: "The file is not JSON" },
  MOD003: { status: 422, title: "The key is unknown or has the wrong form" },
} as const
