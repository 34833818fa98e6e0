// TEN: tenants and their placement.
export const tenantCodes = {
  TEN001: { status: 404, title: "No such tenant" },
  TEN002: { status: 403, title: "The tenant is suspended" },
  TEN003: { status: 409, title: "The tenant's name is taken" },
  TEN004: { status: 422, title: "The tenant's name cannot be used" },
  TEN005: { status: 503, title: "No server takes new tenants" },
  TEN006: { status: 404, title: "No such server" },
  TEN007: { status: 409, title: "The tenant is still in use" },
  TEN008: { status: 422, title: "The name does not confirm the drop" },
  TEN009: { status: 503, title: "The tenant waits for its migration" },
  TEN010: { status: 503, title: "The tenant is being prepared" },
  TEN011: { status: 404, title: "No such plugin or template" },
} as const
