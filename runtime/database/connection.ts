// One connection to the server: remembers the role it runs under and what it has prepared, and turns statements into one
// message. Knows nothing of pools; whoever holds it is its only user.
import pg from "pg"
import { quoteIdentifier, type Statement } from "../sql/index.ts"
import { Batch, type Rows } from "./batch.ts"
import { Messages } from "./messages.ts"
import { PreparedStatements } from "./prepared.ts"

export interface ConnectionSettings {
  readonly url: string
  /** Settings of the session by name, sent with the first message. */
  readonly session: Readonly<Record<string, string>>
  readonly connectTimeoutMs: number
  /** How many statements it keeps prepared. */
  readonly prepared: number
  /** Whether only reading and writing rows is let through, which is all that a tenant's statements may do. */
  readonly guard: "rows only" | "anything"
}

/** Around the statements of a transaction that spans several messages. */
export interface Around {
  readonly before?: readonly string[]
  readonly after?: string
}

const messages = new Messages()
const nothing: Around = {}
/** What a tenant's statement may begin with: a role can be left by SET and RESET, which no right in PostgreSQL forbids. */
const rowsOnly = /^\s*(?:select|insert|update|delete|with|merge|values)\b/i

export class ServerConnection {
  readonly bornAt = Date.now()
  readonly statements: PreparedStatements
  /** How many statements it has had parsed so far. */
  parsed = 0
  /** When the message in flight was sent, in milliseconds; 0 when none is. */
  sentAt = 0
  private role: string | undefined
  private broken = false
  private readonly client: pg.Client
  private readonly guarded: boolean

  private constructor(client: pg.Client, settings: ConnectionSettings, onLost: () => void) {
    this.client = client
    this.guarded = settings.guard === "rows only"
    this.statements = new PreparedStatements(settings.prepared)
    const lost = (): void => {
      this.broken = true
      onLost()
    }
    client.on("error", lost)
    client.on("end", lost)
  }

  /** Opens a connection; `onLost` is told, at least once, when it is gone. */
  static async open(settings: ConnectionSettings, onLost: () => void = () => {}): Promise<ServerConnection> {
    const client = new pg.Client({
      connectionString: settings.url,
      connectionTimeoutMillis: settings.connectTimeoutMs,
      application_name: "tenon",
      keepAlive: true,
      options: Object.entries(settings.session)
        .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, "\\$&")}`)
        .join(" "),
    })
    const connection = new ServerConnection(client, settings, onLost)
    await client.connect()
    return connection
  }

  get usable(): boolean {
    return !this.broken
  }

  /** Runs the statements under the role in one round trip. Without `around` they are one transaction. */
  run(role: string | undefined, statements: readonly Statement[], around: Around = nothing): Promise<Rows> {
    return new Promise((resolve, reject) => {
      const fresh: (string | undefined)[] = []
      const skip = this.writeWhole(role, statements, around, fresh)
      this.submit(messages.take(), skip, {
        resolve: (rows) => resolve(around.after === undefined ? rows : rows.slice(0, -1)),
        reject: (fault, completed) => {
          this.role = undefined // a role that was set in a transaction is gone when that is rolled back
          for (const text of fresh.slice(completed)) if (text !== undefined) this.statements.forget(text)
          reject(fault instanceof Error ? fault : new Error(String(fault)))
        },
      })
    })
  }

  /** Runs a text of several commands by the simple protocol, as one transaction unless it says otherwise. */
  script(text: string): Promise<void> {
    this.role = undefined // it may set another, or roll back the one that was set
    return new Promise((resolve, reject) => {
      this.submit(text, 0, { resolve: () => resolve(), reject })
    })
  }

  /** Calls `receive` with the channel and the payload of each NOTIFY. */
  onNotification(receive: (channel: string, payload: string) => void): void {
    this.client.on("notification", (message) => receive(message.channel, message.payload ?? ""))
  }

  /** Ends it politely when it is idle; cuts it off when a message is in flight. */
  async end(): Promise<void> {
    this.broken = true
    await this.client.end()
  }

  private submit(bytes: Buffer | string, skip: number, settle: ConstructorParameters<typeof Batch>[2]): void {
    this.sentAt = Date.now()
    const done = {
      resolve: (rows: Rows): void => {
        this.sentAt = 0
        settle.resolve(rows)
      },
      reject: (fault: unknown, completed: number): void => {
        this.sentAt = 0
        settle.reject(fault, completed)
      },
    }
    this.client.query(new Batch(bytes, skip, done))
  }

  /** Writes all or nothing: a statement that cannot be sent leaves no trace. */
  private writeWhole(...parts: Parameters<ServerConnection["write"]>): number {
    try {
      return this.write(...parts)
    } catch (error) {
      messages.discard()
      this.role = undefined
      for (const { text } of parts[1]) this.statements.forget(text)
      throw error
    }
  }

  /** Writes all messages but the Sync. Gives how many commands of our own come first; fills `fresh` with parsed texts. */
  private write(
    role: string | undefined,
    statements: readonly Statement[],
    around: Around,
    fresh: (string | undefined)[],
  ): number {
    const names = this.nameAll(statements)
    for (const name of this.statements.takeLeaving(statements.length)) messages.close(name)
    let skip = 0
    if (role !== undefined && role !== this.role) {
      skip += this.command(`SET ROLE ${quoteIdentifier(role)}`, fresh)
      this.role = role
    }
    for (const text of around.before ?? []) skip += this.command(text, fresh)
    for (const [index, statement] of statements.entries()) {
      const { name, known } = names[index] ?? unnamed
      if (!known) {
        messages.parse(name, statement.text)
        this.parsed++
      }
      fresh.push(known || name === "" ? undefined : statement.text)
      messages.run(name, statement.values)
    }
    if (around.after !== undefined) this.command(around.after, fresh)
    return skip
  }

  private command(text: string, fresh: (string | undefined)[]): 1 {
    messages.parse("", text)
    messages.run("", [])
    fresh.push(undefined)
    return 1
  }

  private nameAll(
    statements: readonly Statement[],
  ): readonly { readonly name: string; readonly known: boolean }[] {
    return statements.map((statement) => {
      const name = statement.prepared ? this.statements.find(statement.text) : undefined
      if (name !== undefined) return { name, known: true }
      if (this.guarded && !rowsOnly.test(statement.text)) {
        throw new TypeError("A tenant's statement may only read and write rows")
      }
      return statement.prepared ? { name: this.statements.add(statement.text), known: false } : unnamed
    })
  }
}

const unnamed = { name: "", known: false } as const
