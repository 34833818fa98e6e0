// Which names a tenant may have, and the names of its schema and role. Pure.
import { Problem } from "../../../engine/error/index.ts"
import type { Dwelling } from "../../sql/tenancy/index.ts"

/** Labels that a host name or a path may need for itself. */
const reserved = new Set(
  "admin api app assets auth docs health help localhost mail operator root static status support tenon www".split(
    " ",
  ),
)

const form = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,30}$/

/** The name as given, if it can be a DNS label and a tenant; refuses with TEN004 otherwise. */
export function parseTenantName(name: string): string {
  if (!form.test(name)) {
    const mended = mend(name)
    throw new Problem("TEN004", {
      detail: `"${name}" is not a name for a tenant: 2 to 31 small letters, digits and single hyphens, a letter first.`,
      ...(form.test(mended) ? { hint: `Use "${mended}".` } : {}),
      path: "/name",
    })
  }
  if (reserved.has(name)) {
    throw new Problem("TEN004", {
      detail: `"${name}" is kept for the product itself.`,
      hint: `Use another name, such as "${name}-company".`,
      path: "/name",
    })
  }
  return name
}

function mend(name: string): string {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase()
  return plain
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 31)
}

/**
 * Schema and role of a tenant. The schema is readable; both end in the same twelve hex digits of the tenant's id, so a
 * name that is dropped and given again never meets connections that still hold the former role.
 */
export function dwellingOf(name: string, id: string): Dwelling {
  const mark = markOf(id)
  return { schema: `t_${name.replaceAll("-", "_")}_${mark}`, role: `t_${mark}` }
}

/** The last twelve hex digits of a UUID: random in version 4 and 7 alike. */
export function markOf(id: string): string {
  return id.replaceAll("-", "").slice(-12)
}
