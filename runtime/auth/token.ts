// The token that a client carries: a signed JWT (RFC 7519, HS256) that names a session and nothing secret.
import { errors, jwtVerify, SignJWT } from "jose"
import { Problem } from "../../engine/error/index.ts"
import { deriveKey, sign } from "./keys.ts"
import type { Clock } from "./types.ts"

export interface Claims {
  readonly session: string
  readonly tenant: string
  readonly user: string
  readonly expiresAt: Date
}

export interface Tokens {
  issue(claims: Claims): Promise<string>
  /** The claims of a token of ours; refuses with AUT001 what is not, with AUT003 what has expired. */
  verify(token: string): Promise<Claims>
  /** The token that a browser's unsafe requests repeat: a signed double submit, bound to the session (OWASP). */
  csrf(session: string): string
}

const issuer = "tenon"

export function createTokens(secret: string, clock: Clock): Tokens {
  const key = deriveKey(secret, "session token")
  const csrfKey = deriveKey(secret, "csrf token")
  return {
    issue: ({ session, tenant, user, expiresAt }) =>
      new SignJWT()
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(issuer)
        .setAudience(tenant)
        .setSubject(user)
        .setJti(session)
        .setIssuedAt(new Date(clock()))
        .setExpirationTime(expiresAt)
        .sign(key),
    async verify(token) {
      try {
        const options = { issuer, algorithms: ["HS256"], currentDate: new Date(clock()) }
        const { payload } = await jwtVerify(token, key, options)
        const { jti, aud, sub, exp } = payload
        if (typeof aud !== "string" || jti === undefined || sub === undefined || exp === undefined)
          throw unreadable()
        return { session: jti, tenant: aud, user: sub, expiresAt: new Date(exp * 1000) }
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw ended("The session has expired.")
        throw error instanceof errors.JOSEError ? unreadable() : error
      }
    },
    csrf: (session) => sign(csrfKey, session),
  }
}

function unreadable(): Problem {
  return new Problem("AUT001", {
    detail: "The token is not one that this installation has given.",
    hint: "Log in with POST /api/v1/session.",
  })
}

/** The refusal for a session that was there but is no more. */
export function ended(detail: string): Problem {
  return new Problem("AUT003", { detail, hint: "Log in again with POST /api/v1/session." })
}
