// Open Financial Exchange -> a tree of elements: version 2 is XML, version 1 is SGML in which elements that hold a value are
// not closed (OFX 1.6, section 2.3).
import { Problem } from "../error/index.ts"
import { Tree, type Open } from "./tree.ts"
import type { Element } from "./types.ts"
import { readXml } from "./xml.ts"

const TAG = /<(\/?)([A-Za-z0-9._]+)\s*>([^<]*)/y
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
}

/** The tree. IMP002 where it is no OFX, IMP003 beyond the limits. */
export function readOfx(text: string): Element {
  const start = text.search(/<OFX>/i)
  if (start < 0) throw broken(1, "There is no <OFX> in it.")
  return /^\s*<\?/.test(text) ? readXml(text) : readSgml(text, start)
}

function readSgml(text: string, start: number): Element {
  const tree = new Tree()
  let line = breaksIn(text.slice(0, start)) + 1
  TAG.lastIndex = start
  while (TAG.lastIndex < text.length) {
    const found = TAG.exec(text)
    if (found === null) throw broken(line, "A tag is not well-formed.")
    const [whole, slash, name = "", content = ""] = found
    const value = content.trim()
    if (slash === "") {
      tree.open(name.toUpperCase(), new Map(), line)
      tree.add(unescaped(value))
      if (value !== "") tree.close()
    } else close(tree, name.toUpperCase(), line)
    line += breaksIn(whole)
  }
  if (tree.here !== tree.root) throw broken(line, `<${outermost(tree).name}> is not closed.`)
  return tree.finish()
}

/** Closes the innermost open element of that name. Those inside that are still open hold nothing: what followed them stands
 * beside them. A value that was closed already is left alone. */
function close(tree: Tree, name: string, line: number): void {
  const last = tree.here.children.at(-1)
  let holder: Open | undefined = tree.here
  while (holder !== undefined && holder.name !== name) holder = holder.parent
  if (holder === undefined || (holder !== tree.here && last?.name === name && last.text !== "")) {
    if (last?.name === name) return
    throw broken(line, `</${name}> closes nothing.`)
  }
  while (tree.here !== holder) {
    const { parent, children } = tree.here
    for (const child of children) child.parent = parent
    for (const child of children.splice(0)) parent?.children.push(child)
    tree.close()
  }
  tree.close()
}

function outermost({ here, root }: Tree): Open {
  let open = here
  while (open.parent !== undefined && open.parent !== root) open = open.parent
  return open
}

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|([a-z]{2,4}));/g,
    (whole, code: string | undefined, name: string | undefined) =>
      code === undefined ? (NAMED[name ?? ""] ?? whole) : codePoint(Number(code)),
  )
}

function codePoint(code: number): string {
  return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ""
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}

function broken(line: number, detail: string): Problem {
  return new Problem("IMP002", { detail: `Line ${line}: the file is no OFX. ${detail}`, extra: { line } })
}
