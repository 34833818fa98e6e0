// Everything that is compared: Tenon and the two hand-written servers over the very same tables.
import { startByHand } from "./by-hand.ts"
import { fill, type Filled } from "./fill.ts"
import type { Target } from "./load.ts"
import { startTenon } from "./tenon.ts"

export interface World extends Filled {
  /** `raw`, `raw-express`, `tenon`. */
  readonly servers: readonly Target[]
  readonly databaseUrl: string
  readonly schema: string
  close(): Promise<void>
}

export interface WorldOptions {
  /** Invoices to begin with. */
  readonly rows: number
  /** Whether the hand-written servers write an audit row with each change, as Tenon does. */
  readonly history: boolean
}

/** Starts all of it; `close` ends all of it and leaves nothing. */
export async function openWorld({ rows, history }: WorldOptions): Promise<World> {
  const { server, databaseUrl, schema, close } = await startTenon()
  try {
    const filled = await fill(databaseUrl, schema, rows)
    const byHand = await startByHand({ databaseUrl, schema, history })
    return {
      ...filled,
      servers: [...byHand, server],
      ...{ databaseUrl, schema },
      async close() {
        await Promise.all(byHand.map((one) => one.stop()))
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
