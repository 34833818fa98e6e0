// Who is logged in: asked once, changed by logging in and out.
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query"
import { RequestRefused } from "../contract/problem.ts"
import { onSessionEnd, send } from "./client.ts"

export interface Session {
  readonly user: { readonly id: string; readonly name?: string; readonly email?: string }
  readonly tenant: { readonly name: string; readonly title?: string }
}

export interface Credentials {
  readonly tenant?: string
  readonly email: string
  readonly password: string
}

const key = ["session"] as const

/** The session, or null when nobody is logged in. */
export function useSession() {
  return useQuery({ queryKey: key, queryFn: askSession, staleTime: Infinity, retry: false })
}

async function askSession(): Promise<Session | null> {
  try {
    return await send<Session>("/session")
  } catch (error) {
    if (error instanceof RequestRefused && error.status === 401) return null
    throw error
  }
}

/** Functions that log in and out; both leave nothing of the former user in the cache. */
export function useSessionChange() {
  const queries = useQueryClient()
  // The session's own entry stays: the screens watch it.
  const forget = () => queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] })
  return {
    async logIn(credentials: Credentials): Promise<void> {
      const session = await send<Session>("/session", { method: "POST", body: credentials })
      forget()
      queries.setQueryData(key, session)
    },
    async logOut(): Promise<void> {
      await send("/session", { method: "DELETE" })
      queries.setQueryData(key, null)
      forget()
    },
  }
}

/** Has the screens ask for a login again when any call learns that the session has ended; typed work is kept. */
export function watchSession(queries: QueryClient): void {
  onSessionEnd(() => queries.setQueryData(key, null))
}
