// The connections to one server, lent one at a time to a unit of work from its start to its end. Tenants come back to
// the few connections that know them; who finds none free waits in line, and not for ever.
import { Problem } from "../../engine/error/index.ts"
import { preferredSeats } from "./affinity.ts"
import { ServerConnection, type ConnectionSettings } from "./connection.ts"

export interface PoolSettings {
  readonly connection: ConnectionSettings
  /** Connections at most. */
  readonly size: number
  /** How long one waits for a free connection before RUN010. */
  readonly acquireTimeoutMs: number
  /** A connection is replaced at this age and after parsing this many statements, to give back what its process has kept. */
  readonly maxAgeMs: number
  readonly maxParsed: number
  /** A message that is not answered within this time cuts the connection off; 0 = waits for ever. */
  readonly answerTimeoutMs: number
}

/** A place for one connection. `free` is idle or not yet opened. */
interface Seat {
  readonly index: number
  connection: ServerConnection | undefined
  state: "free" | "opening" | "lent"
  /** Openings that failed one after the other, and when the next may be tried. */
  failures: number
  notBefore: number
}

/** A connection on loan; `release` exactly once. */
export interface Loan {
  readonly connection: ServerConnection
  release(): void
}

interface Waiter {
  readonly key: string
  readonly since: number
  passedOver: number
  take(seat: Seat, connection: ServerConnection): void
  refuse(problem: Problem): void
}

/** How many in line may be looked at for one that prefers the free connection, and how often one may be passed over. */
const lookAhead = 16
const wantedSeats = 2
const rememberedKeys = 20_000

export class Pool {
  private readonly settings: PoolSettings
  private readonly seats: readonly Seat[]
  private readonly waiting: Waiter[] = []
  private readonly preferences = new Map<string, readonly number[]>()
  private readonly sweeper: NodeJS.Timeout
  private state: "open" | "closing" | "closed" = "open"
  private lastFault: unknown

  constructor(settings: PoolSettings) {
    this.settings = settings
    this.seats = Array.from({ length: settings.size }, (_, index) => ({
      index,
      connection: undefined,
      state: "free",
      failures: 0,
      notBefore: 0,
    }))
    this.sweeper = setInterval(() => this.sweep(), Math.min(1000, settings.acquireTimeoutMs / 4))
    this.sweeper.unref()
  }

  /** What is open, lent and waited for, for the metrics. */
  get load(): { readonly open: number; readonly lent: number; readonly waiting: number } {
    return {
      open: this.seats.filter((seat) => seat.connection !== undefined).length,
      lent: this.seats.filter((seat) => seat.state === "lent").length,
      waiting: this.waiting.length,
    }
  }

  /** A connection that is free at once, or undefined: then wait with `acquire`. */
  takeFree(key: string): Loan | undefined {
    if (this.state !== "open" || this.waiting.length > 0) return undefined
    const seat = this.chooseIdle(key)
    return seat?.connection === undefined ? undefined : this.lend(seat, seat.connection)
  }

  /** A connection as soon as one is free; refuses with RUN010 after the acquire time-out. */
  acquire(key: string): Promise<Loan> {
    if (this.state !== "open") return Promise.reject(refusal("The server is shutting down.", undefined))
    return new Promise((resolve, reject) => {
      this.waiting.push({
        key,
        since: Date.now(),
        passedOver: 0,
        take: (seat, connection) => resolve(this.lend(seat, connection)),
        refuse: reject,
      })
      this.serve()
    })
  }

  /** Lets no one in any more, waits for those inside and in line at most `graceMs`, and ends all connections. */
  async close(graceMs: number): Promise<void> {
    this.state = "closing"
    const until = Date.now() + graceMs
    const busy = (): boolean => this.waiting.length > 0 || this.seats.some((seat) => seat.state !== "free")
    while (busy() && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    this.state = "closed"
    clearInterval(this.sweeper)
    for (const waiter of this.waiting.splice(0))
      waiter.refuse(refusal("The server is shutting down.", undefined))
    await Promise.all(this.seats.map(async (seat) => seat.connection?.end()))
  }

  private lend(seat: Seat, connection: ServerConnection): Loan {
    seat.state = "lent"
    return { connection, release: () => this.giveBack(seat, connection) }
  }

  private giveBack(seat: Seat, connection: ServerConnection): void {
    seat.state = "free"
    if (this.isWorn(connection) && seat.connection === connection) {
      seat.connection = undefined
      void connection.end()
    }
    if (this.waiting.length > 0) this.serve()
  }

  private isWorn(connection: ServerConnection): boolean {
    if (!connection.usable || connection.parsed > this.settings.maxParsed) return true
    return Date.now() - connection.bornAt > this.settings.maxAgeMs
  }

  /** Gives free connections to those in line, and opens more while some are left in line and seats are empty. */
  private serve(): void {
    while (this.waiting.length > 0) {
      const seat = this.chooseIdle(this.waiting[0]?.key ?? "")
      if (seat?.connection === undefined) break
      this.nextFor(seat.index)?.take(seat, seat.connection)
    }
    const opening = this.seats.filter((seat) => seat.state === "opening").length
    for (const waiter of this.waiting.slice(opening)) {
      const seat = this.chooseEmpty(waiter.key)
      if (seat === undefined) return
      void this.open(seat)
    }
  }

  /** The first in line, unless one close behind prefers this seat and nobody was passed over too often. */
  private nextFor(seat: number): Waiter | undefined {
    const head = this.waiting[0]
    if (head === undefined || head.passedOver >= lookAhead) return this.waiting.shift()
    const found = this.waiting.slice(0, lookAhead).findIndex(({ key }) => this.preferred(key).includes(seat))
    if (found <= 0) return this.waiting.shift()
    head.passedOver++
    return this.waiting.splice(found, 1)[0]
  }

  private chooseIdle(key: string): Seat | undefined {
    const preferred = this.preferred(key)
    for (const index of preferred) {
      const seat = this.seats[index]
      if (seat !== undefined && isIdle(seat)) return seat
    }
    const idle = this.seats.filter(isIdle)
    const familiar = idle.find((seat) => seat.connection?.roles.has(key) === true)
    if (familiar !== undefined) return familiar
    // A seat that the key prefers is opened first, rather than spoiling another connection's caches.
    return preferred.some((index) => isEmpty(this.seats[index])) ? undefined : idle[0]
  }

  private chooseEmpty(key: string): Seat | undefined {
    const preferred = this.preferred(key).map((index) => this.seats[index])
    return preferred.find(isEmpty) ?? this.seats.find(isEmpty)
  }

  private preferred(key: string): readonly number[] {
    const known = this.preferences.get(key)
    if (known !== undefined) return known
    if (this.preferences.size >= rememberedKeys) this.preferences.clear()
    const seats = preferredSeats(key, this.seats.length, wantedSeats)
    this.preferences.set(key, seats)
    return seats
  }

  private async open(seat: Seat): Promise<void> {
    seat.state = "opening"
    seat.connection = undefined
    try {
      const connection = await ServerConnection.open(this.settings.connection)
      seat.failures = 0
      seat.connection = connection
    } catch (fault) {
      this.lastFault = fault
      seat.failures++
      seat.notBefore = Date.now() + Math.min(2000, 50 * 2 ** seat.failures) * (0.5 + Math.random() / 2)
      setTimeout(() => this.serve(), seat.notBefore - Date.now() + 1).unref()
    }
    seat.state = "free"
    if (this.state === "closed") void seat.connection?.end()
    else this.serve()
  }

  private sweep(): void {
    const now = Date.now()
    while ((this.waiting[0]?.since ?? now) + this.settings.acquireTimeoutMs < now) {
      this.waiting.shift()?.refuse(refusal("No connection to the database was free in time.", this.lastFault))
    }
    for (const { connection } of this.seats) {
      const { answerTimeoutMs } = this.settings
      if (answerTimeoutMs === 0 || connection === undefined || connection.sentAt === 0) continue
      if (now - connection.sentAt > answerTimeoutMs) void connection.end()
    }
  }
}

function isIdle(seat: Seat): boolean {
  return seat.state === "free" && seat.connection?.usable === true
}

function isEmpty(seat: Seat | undefined): seat is Seat {
  return seat?.state === "free" && seat.connection?.usable !== true && seat.notBefore <= Date.now()
}

function refusal(detail: string, cause: unknown): Problem {
  return new Problem("RUN010", { detail, hint: "Try again in a moment.", extra: { retry_after: 1 }, cause })
}
