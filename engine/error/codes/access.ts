// ACC: the principal may not do this.
export const accessCodes = {
  ACC001: { status: 403, title: "Not allowed" },
  ACC002: { status: 403, title: "The field may not be read" },
  ACC003: { status: 403, title: "The field may not be written" },
  ACC004: { status: 403, title: "The record may not be changed" },
  ACC005: { status: 403, title: "Duplicates may not be made" },
} as const
