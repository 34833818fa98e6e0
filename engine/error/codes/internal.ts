// INT: our own fault. Nothing of the cause leaves the server but its reference in the log.
export const internalCodes = {
  INT001: { status: 500, title: "Something went wrong on our side" },
} as const
