// The cookies of a browser's session (RFC 6265bis): one that scripts cannot read, one that ours must repeat.

/** Whether browsers reach us by TLS. */
export interface Transport {
  readonly tls: boolean
}

export interface CookieNames {
  readonly session: string
  readonly csrf: string
}

/** Under TLS the `__Host-` prefix has the browser refuse cookies set by other hosts or without Secure. */
export function cookieNames({ tls }: Transport): CookieNames {
  return tls
    ? { session: "__Host-tenon_session", csrf: "__Host-tenon_csrf" }
    : { session: "tenon_session", csrf: "tenon_csrf" }
}

/** The value of one cookie in a Cookie header, or undefined. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (const part of header.split(";")) {
    const equals = part.indexOf("=")
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim()
  }
  return undefined
}

/** `Set-Cookie` values that start a browser's session. Tokens are base64url and dots: nothing to escape. */
export function startCookies(
  { tls }: Transport,
  { token, csrf }: { readonly token: string; readonly csrf: string },
  seconds: number,
): readonly string[] {
  const names = cookieNames({ tls })
  const common = `Path=/; SameSite=Lax; Max-Age=${seconds}${tls ? "; Secure" : ""}`
  return [`${names.session}=${token}; HttpOnly; ${common}`, `${names.csrf}=${csrf}; ${common}`]
}

/** `Set-Cookie` values that end it. */
export function endCookies({ tls }: Transport): readonly string[] {
  const names = cookieNames({ tls })
  const common = `Path=/; SameSite=Lax; Max-Age=0${tls ? "; Secure" : ""}`
  return [`${names.session}=; HttpOnly; ${common}`, `${names.csrf}=; ${common}`]
}
