// The bytes of a file -> text. What a byte order mark, an XML declaration or an OFX header says counts; else it is UTF-8, or
// Windows-1252 where it cannot be.
import { Problem } from "../../../engine/error/index.ts"

/** How far into a file its encoding may be said. */
const HEAD = 1024

/** The text without byte order mark. IMP002 for an empty file, one that holds NUL, and an encoding that is not known. */
export function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw unreadable("The file is empty.")
  const text = textOf(bytes)
  if (text.includes("\u0000")) throw unreadable("The file is no text.")
  return text
}

function textOf(bytes: Uint8Array): string {
  const marked = markOf(bytes)
  if (marked !== undefined) return decodedAs(marked, bytes)
  const said = saidIn(new TextDecoder("latin1").decode(bytes.subarray(0, HEAD)))
  if (said !== undefined) return decodedAs(said, bytes)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: every byte means something in Windows-1252, the encoding of old spreadsheets and bank programs.
    return new TextDecoder("windows-1252").decode(bytes)
  }
}

/** Byte order marks (Unicode, 23.8). */
function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8"
  if (first === 0xff && second === 0xfe) return "utf-16le"
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined
}

function saidIn(head: string): string | undefined {
  const xml = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(head)?.[1]
  if (xml !== undefined) return xml
  if (!/^\s*OFXHEADER\s*:/i.test(head)) return undefined
  const charset = /^\s*CHARSET\s*:\s*([A-Za-z0-9-]{1,20})/im.exec(head)?.[1]
  return charset === undefined || !/^\d{3,5}$/.test(charset) ? undefined : `windows-${charset}`
}

function decodedAs(encoding: string, bytes: Uint8Array): string {
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(encoding, { fatal: true })
  } catch (cause) {
    throw unreadable(`The encoding "${encoding}" is not known.`, cause)
  }
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw unreadable(`The file says that it is in ${encoding}, but it is not.`, cause)
  }
}

function unreadable(detail: string, cause?: unknown): Problem {
  return new Problem("IMP002", {
    detail,
    hint: "Save it as UTF-8.",
    ...(cause === undefined ? {} : { cause }),
  })
}
