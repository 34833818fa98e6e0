// Starts the two hand-written servers over the tables of one schema.
import { SignJWT } from "jose"
import { bundled } from "./bundle.ts"
import type { Target } from "./load.ts"
import { start } from "./process.ts"

export interface ByHand {
  readonly databaseUrl: string
  readonly schema: string
  /** Whether their writes add an audit row. */
  readonly history: boolean
}

const secret = "a secret for measuring only, of no worth to anybody"

/** `raw` and `raw-express`, in this order. */
export async function startByHand({ databaseUrl, schema, history }: ByHand): Promise<readonly Target[]> {
  const env = { DATABASE_URL: databaseUrl, SCHEMA: schema, SECRET_KEY: secret, HISTORY: history ? "1" : "0" }
  const token = await new SignJWT({ sub: "bench" })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("1d")
    .sign(new TextEncoder().encode(secret))
  const names = ["raw", "raw-express"]
  return Promise.all(
    names.map(async (name) => ({
      ...(await start({ name, file: await bundled(name), env, ready: "/healthz" })),
      headers: { authorization: `Bearer ${token}` },
    })),
  )
}
