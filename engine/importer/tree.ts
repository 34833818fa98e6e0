// Builds a tree of elements out of what a reader of tags meets, within limits.
import { tooMuch } from "./limits.ts"
import type { Element } from "./types.ts"

/** An element that is still open. */
export interface Open {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Open[]
  parent: Open | undefined
  text: string
  readonly line: number
}

export class Tree {
  readonly root: Open = {
    name: "",
    attributes: new Map(),
    children: [],
    parent: undefined,
    text: "",
    line: 1,
  }
  here: Open = this.root
  private depth = 0
  private count = 0

  /** IMP003 beyond the limits. */
  open(name: string, attributes: ReadonlyMap<string, string>, line: number): void {
    if (++this.depth > tooMuch.depth) throw tooMuch.refuse(`${tooMuch.depth} elements inside each other`)
    if (++this.count > tooMuch.elements) throw tooMuch.refuse(`${tooMuch.elements} elements`)
    const element: Open = { name, attributes, children: [], parent: this.here, text: "", line }
    this.here.children.push(element)
    this.here = element
  }

  add(text: string): void {
    this.here.text += text
    if (this.here.text.length > tooMuch.value)
      throw tooMuch.refuse(`${tooMuch.value} characters in one element`)
  }

  close(): void {
    this.here.text = this.here.text.trim()
    this.depth--
    this.here = this.here.parent ?? this.root
  }

  /** The elements outside all others. */
  finish(): Element {
    return this.root
  }
}
