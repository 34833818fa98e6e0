// IMP: imports.
export const importCodes = {
  IMP001: { status: 404, title: "No such importer" },
  IMP002: { status: 422, title: "The file cannot be read" },
  IMP003: { status: 413, title: "The file is too large" },
  IMP004: { status: 422, title: "The file cannot be imported" },
  IMP005: { status: 422, title: "A value of the file cannot be read" },
  IMP006: { status: 422, title: "What the file refers to is not found" },
  IMP007: { status: 422, title: "The file does not fit" },
  IMP008: { status: 409, title: "The file was imported before" },
} as const
