// The prepared statements of one connection: which text has which name, the least recently used forgotten first, since
// each keeps its plan in the memory of the server's process and a connection serves many tenants.

export class PreparedStatements {
  private readonly names = new Map<string, string>()
  private readonly limit: number
  private made = 0
  /** Names to be closed with the next message. */
  private leaving: string[] = []

  constructor(limit: number) {
    this.limit = limit
  }

  get size(): number {
    return this.names.size
  }

  /** The name of a known text, which thereby is the most recently used one. */
  find(text: string): string | undefined {
    const name = this.names.get(text)
    if (name === undefined) return undefined
    this.names.delete(text)
    this.names.set(text, name)
    return name
  }

  /** A name, never used before on this connection, for a text that is about to be parsed. */
  add(text: string): string {
    const name = `s${++this.made}`
    this.names.set(text, name)
    return name
  }

  /** After a fault: the text was not parsed, or it is unknown whether it was. */
  forget(text: string): void {
    const name = this.names.get(text)
    if (name === undefined) return
    this.names.delete(text)
    this.leaving.push(name)
  }

  /** What must be closed before a message with `inUse` statements, all of which were found or added just now. */
  takeLeaving(inUse: number): readonly string[] {
    if (this.leaving.length === 0 && this.names.size <= this.limit) return nothing
    for (const [text] of this.names) {
      if (this.names.size <= Math.max(this.limit, inUse)) break
      this.forget(text)
    }
    const leaving = this.leaving
    this.leaving = []
    return leaving
  }
}

const nothing: readonly string[] = []
