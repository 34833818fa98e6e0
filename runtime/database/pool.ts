// The connections to one server, lent one at a time to a unit of work from its start to its end. A tenant comes back to
// the connection that knows it; who finds that taken waits a moment, then takes any; who finds none waits, not for ever.
import { Problem } from "../../engine/error/index.ts"
import { createAffinity } from "./affinity.ts"
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
  /** The keys that the connection served last, the oldest first. */
  readonly recent: Set<string>
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

/** How many in line may be looked at for one that knows the free connection, and how often one may be passed over. */
const lookAhead = 64
/** How long one waits for the connection that knows him while others are free, in milliseconds: some short statements. */
const patienceMs = 10
/** How many keys a connection counts as known: with few tenants, all of them are at home everywhere. */
const recentKeys = 16

export class Pool {
  private readonly settings: PoolSettings
  private readonly seats: readonly Seat[]
  private readonly waiting: Waiter[] = []
  private readonly homeOf: (key: string) => number
  private readonly sweeper: NodeJS.Timeout
  private impatient: NodeJS.Timeout | undefined
  private state: "open" | "closing" | "closed" = "open"
  private lastFault: unknown

  constructor(settings: PoolSettings) {
    this.settings = settings
    this.homeOf = createAffinity(settings.size)
    this.seats = Array.from({ length: settings.size }, (_, index) => ({
      index,
      connection: undefined,
      recent: new Set(),
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

  /** A connection that is free and knows the key, or undefined: then wait with `acquire`. */
  takeFree(key: string): Loan | undefined {
    if (this.state !== "open" || this.waiting.length > 0) return undefined
    const seat = this.chooseIdle(key)
    return seat?.connection === undefined ? undefined : this.lend(seat, seat.connection, key)
  }

  /** A connection as soon as one is free; refuses with RUN010 after the acquire time-out. */
  acquire(key: string): Promise<Loan> {
    if (this.state !== "open") return Promise.reject(refusal("The server is shutting down.", undefined))
    return new Promise((resolve, reject) => {
      this.waiting.push({
        key,
        since: Date.now(),
        passedOver: 0,
        take: (seat, connection) => resolve(this.lend(seat, connection, key)),
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
    clearTimeout(this.impatient)
    for (const waiter of this.waiting.splice(0))
      waiter.refuse(refusal("The server is shutting down.", undefined))
    await Promise.all(this.seats.map(async (seat) => seat.connection?.end()))
  }

  private lend(seat: Seat, connection: ServerConnection, key: string): Loan {
    seat.state = "lent"
    seat.recent.delete(key)
    seat.recent.add(key)
    const [oldest] = seat.recent
    if (oldest !== undefined && seat.recent.size > recentKeys) seat.recent.delete(oldest)
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
    const now = Date.now()
    for (const seat of this.seats) {
      const waiter = isIdle(seat) ? this.nextFor(seat, now) : undefined
      if (waiter !== undefined && seat.connection !== undefined) waiter.take(seat, seat.connection)
    }
    const opening = this.seats.filter((seat) => seat.state === "opening").length
    for (const waiter of this.waiting.slice(opening)) {
      const seat = this.chooseEmpty(waiter, now)
      if (seat !== undefined) void this.open(seat)
    }
    const last = this.waiting.at(-1)
    if (last !== undefined && !isImpatient(last, now)) this.serveLater()
  }

  /** Once those in line have lost their patience and take what they have left free so far. */
  private serveLater(): void {
    this.impatient ??= setTimeout(() => {
      this.impatient = undefined
      this.serve()
    }, patienceMs)
  }

  /** The first in line who knows this seat, unless nobody close does or one was passed over too often: then the first. */
  private nextFor(seat: Seat, now: number): Waiter | undefined {
    const head = this.waiting[0]
    if (head === undefined || head.passedOver >= lookAhead) return this.waiting.shift()
    const found = this.waiting.slice(0, lookAhead).findIndex(({ key }) => this.knows(seat, key))
    if (found < 0) return isImpatient(head, now) ? this.waiting.shift() : undefined
    if (found > 0) head.passedOver++
    return this.waiting.splice(found, 1)[0]
  }

  private knows(seat: Seat, key: string): boolean {
    return seat.index === this.homeOf(key) || seat.recent.has(key)
  }

  private chooseIdle(key: string): Seat | undefined {
    const home = this.seats[this.homeOf(key)]
    if (home !== undefined && isIdle(home)) return home
    // An empty home is opened first, rather than spoiling another connection's caches.
    return isEmpty(home) ? undefined : this.seats.find((seat) => isIdle(seat) && seat.recent.has(key))
  }

  private chooseEmpty(waiter: Waiter, now: number): Seat | undefined {
    const home = this.seats[this.homeOf(waiter.key)]
    if (isEmpty(home)) return home
    return isImpatient(waiter, now) ? this.seats.find(isEmpty) : undefined
  }

  private async open(seat: Seat): Promise<void> {
    seat.state = "opening"
    seat.connection = undefined
    seat.recent.clear()
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

function isImpatient({ since }: Waiter, now: number): boolean {
  return now - since >= patienceMs
}

function isEmpty(seat: Seat | undefined): seat is Seat {
  return seat?.state === "free" && seat.connection?.usable !== true && seat.notBefore <= Date.now()
}

function refusal(detail: string, cause: unknown): Problem {
  return new Problem("RUN010", { detail, hint: "Try again in a moment.", extra: { retry_after: 1 }, cause })
}
