/** The tenant that a host names, `acme` of `acme.example.com` and of `acme.localhost`;
 * undefined for a bare host, an address, or `www`: then the login asks. */
export function tenantOfHost(host: string): string | undefined {
  if (/^[\d.]+$/.test(host) || host.includes(":")) return undefined
  const labels = host.split(".")
  const enough = labels.at(-1) === "localhost" ? 2 : 3
  const first = labels[0]
  return labels.length >= enough && first !== undefined && first !== "www" ? first : undefined
}
