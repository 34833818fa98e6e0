// TEN: tenants and their placement.
export const tenantCodes = {
  TEN001: { status: 404, title: "No such tenant" },
  TEN002: { status: 403, title: "The tenant is suspended" },
} as const
