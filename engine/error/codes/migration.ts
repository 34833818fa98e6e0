// MIG: a migration that cannot be planned or applied (below 100), and the hazards of a plan (from 100).
export const migrationCodes = {
  MIG101: { status: 409, title: "A field is dropped with its values" },
  MIG102: { status: 409, title: "An entity is dropped with its records" },
  MIG103: { status: 409, title: "Values may not fit the new type" },
  MIG104: { status: 409, title: "Values lose precision" },
  MIG105: { status: 409, title: "A required field has no value in existing records" },
  MIG106: { status: 409, title: "Existing records may not be unique" },
  MIG107: { status: 409, title: "Existing records may break a new limit" },
  MIG108: { status: 409, title: "Existing references may name no record" },
  MIG109: { status: 409, title: "A table is written anew" },
  MIG110: { status: 409, title: "A field starts empty because its type changes" },
  MIG111: { status: 409, title: "Writes wait while an index is built" },
  MIG112: { status: 409, title: "Existing ranges may overlap" },
} as const
