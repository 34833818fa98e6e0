// A ZIP archive of a few files in memory (APPNOTE.TXT 6.3.10): deflated, names in UTF-8, no time of its own.
import { crc32, deflateRawSync } from "node:zlib"

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
const UTF8 = 0x0800
const DEFLATE = 8
/** 1 January 1980, the first day that the format knows. */
const NO_DATE = 0x0021

interface Entry {
  readonly name: Buffer
  readonly crc: number
  readonly size: number
  readonly packed: Buffer
  readonly offset: number
}

/** The bytes of an archive of texts by path. */
export function zip(files: ReadonlyMap<string, string>): Buffer {
  const parts: Buffer[] = []
  const entries: Entry[] = []
  let offset = 0
  for (const [path, text] of files) {
    const bytes = Buffer.from(text)
    const name = Buffer.from(path)
    const entry = { name, crc: crc32(bytes), size: bytes.length, packed: deflateRawSync(bytes), offset }
    entries.push(entry)
    const local = [localHeader(entry), name, entry.packed]
    parts.push(...local)
    offset += local.reduce((length, part) => length + part.length, 0)
  }
  const central = entries.flatMap((entry) => [centralHeader(entry), entry.name])
  const length = central.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([...parts, ...central, endRecord(entries.length, length, offset)])
}

/** Version, flags, method, time, date, CRC, sizes and the length of the name: the same in both headers. */
function common({ name, crc, size, packed }: Entry): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(VERSION, 0)
  header.writeUInt16LE(UTF8, 2)
  header.writeUInt16LE(DEFLATE, 4)
  header.writeUInt16LE(NO_DATE, 8)
  header.writeUInt32LE(crc, 10)
  header.writeUInt32LE(packed.length, 14)
  header.writeUInt32LE(size, 18)
  header.writeUInt16LE(name.length, 22)
  return header
}

function localHeader(entry: Entry): Buffer {
  return Buffer.concat([uint32(LOCAL), common(entry)])
}

function centralHeader(entry: Entry): Buffer {
  const madeBy = Buffer.alloc(2)
  madeBy.writeUInt16LE(VERSION)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(entry.offset, 10)
  return Buffer.concat([uint32(CENTRAL), madeBy, common(entry), rest])
}

function endRecord(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([uint32(END), end])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
