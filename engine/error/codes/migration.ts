// MIG: a migration that cannot be planned or applied; also the codes of hazards.
export const migrationCodes = {
  MIG001: { status: 409, title: "The migration has steps that destroy data" },
} as const
