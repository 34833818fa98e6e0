// Writes messages of the extended query protocol one after the other into one buffer, so that a whole unit of work is
// one write to the socket. Formats: https://www.postgresql.org/docs/18/protocol-message-formats.html
import type { Value } from "../sql/index.ts"

const code = { parse: 0x50, bind: 0x42, execute: 0x45, close: 0x43, sync: 0x53 } as const
/** The count of parameters is a 16 bit number. */
const mostValues = 65_535

/** Reused by all connections: between the first message and `take` nothing else runs. */
export class Messages {
  private buffer = Buffer.allocUnsafe(16_384)
  private at = 0

  /** Parse: makes the statement `name` of the text; the types of parameters are left to the server. */
  parse(name: string, text: string): void {
    const start = this.begin(code.parse)
    this.cstring(name)
    this.cstring(text)
    this.int16(0)
    this.end(start)
  }

  /** Bind and Execute: all rows of the statement `name` with these values, everything in text format. */
  run(name: string, values: readonly Value[]): void {
    if (values.length > mostValues) {
      throw new RangeError(`A statement takes at most ${mostValues} values, not ${values.length}`)
    }
    const start = this.begin(code.bind)
    this.cstring("")
    this.cstring(name)
    this.int16(0)
    this.int16(values.length)
    for (const value of values) this.value(value)
    this.int16(0)
    this.end(start)
    const execute = this.begin(code.execute)
    this.cstring("")
    this.int32(0)
    this.end(execute)
  }

  /** Close: forgets the statement `name`; no fault when there is none. */
  close(name: string): void {
    const start = this.begin(code.close)
    this.buffer[this.at++] = 0x53
    this.cstring(name)
    this.end(start)
  }

  /** Sync, which ends the implicit transaction; gives all that was written and starts anew. */
  take(): Buffer {
    this.end(this.begin(code.sync))
    const bytes = Buffer.from(this.buffer.subarray(0, this.at))
    this.discard()
    return bytes
  }

  /** Drops what was written since the last `take`. */
  discard(): void {
    this.at = 0
    if (this.buffer.length > 1_048_576) this.buffer = Buffer.allocUnsafe(16_384)
  }

  private begin(kind: number): number {
    this.reserve(16)
    this.buffer[this.at] = kind
    this.at += 5
    return this.at - 4
  }

  private end(start: number): void {
    this.buffer.writeInt32BE(this.at - start, start)
  }

  private cstring(text: string): void {
    this.reserve(text.length * 3 + 1)
    this.at += this.buffer.write(text, this.at, "utf8")
    this.buffer[this.at++] = 0
  }

  private value(value: Value): void {
    if (value === null) return this.int32(-1)
    this.reserve(value.length * 3 + 4)
    const length = this.buffer.write(value, this.at + 4, "utf8")
    this.buffer.writeInt32BE(length, this.at)
    this.at += 4 + length
  }

  private int16(number: number): void {
    this.reserve(2)
    this.at = this.buffer.writeUInt16BE(number, this.at)
  }

  private int32(number: number): void {
    this.reserve(4)
    this.at = this.buffer.writeInt32BE(number, this.at)
  }

  private reserve(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return
    const larger = Buffer.allocUnsafe((this.at + bytes) * 2)
    this.buffer.copy(larger, 0, 0, this.at)
    this.buffer = larger
  }
}
