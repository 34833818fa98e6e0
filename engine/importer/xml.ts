// XML -> a tree of elements, by a parser that holds a file to XML 1.0 and its namespaces. A document type is refused: with it
// go entities of one's own, in the file or outside of it, and what they could grow to.
import { SaxesParser } from "saxes"
import { Problem } from "../error/index.ts"
import type { Element } from "./types.ts"
import { Tree } from "./tree.ts"

/** The tree; names are local. IMP002 where it is no XML, or declares a document type; IMP003 beyond the limits. */
export function readXml(text: string): Element {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const tree = new Tree()
  parser.on("error", (fault) => {
    throw broken(parser.line, fault.message.replace(/^\d+:\d+: /, ""))
  })
  parser.on("doctype", () => {
    throw broken(parser.line, "The file declares a document type, which is not read.")
  })
  parser.on("opentag", ({ local, attributes }) => {
    const own = Object.values(attributes).map((one): [string, string] => [one.local, one.value])
    tree.open(local, new Map(own), parser.line)
  })
  parser.on("text", (part) => tree.add(part))
  parser.on("cdata", (part) => tree.add(part))
  parser.on("closetag", () => tree.close())
  parser.write(text).close()
  return tree.finish()
}

function broken(line: number, detail: string): Problem {
  return new Problem("IMP002", { detail: `Line ${line}: the file is no XML. ${detail}`, extra: { line } })
}
