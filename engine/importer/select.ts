// Follows paths in a tree of elements.
import type { ElementCondition, ElementPath, ElementStep } from "../model/index.ts"
import type { Element } from "./types.ts"

/** The elements at the end of the path, an attribute left aside, in the order of the file. */
export function select(from: Element, { steps }: ElementPath): readonly Element[] {
  return steps.reduce<readonly Element[]>((found, step) => found.flatMap((one) => follow(one, step)), [from])
}

/** All texts at the end of the first path that leads anywhere, and where they stand. */
export function textsAt(
  from: Element,
  paths: readonly ElementPath[],
): { readonly texts: readonly string[]; readonly line: number; readonly path: string } {
  for (const path of paths) {
    const found = select(from, path)
    const texts = found.flatMap((one) =>
      path.attribute === undefined ? [one.text] : (one.attributes.get(path.attribute) ?? []),
    )
    if (texts.some((text) => text.trim() !== ""))
      return { texts, line: found[0]?.line ?? from.line, path: path.text }
  }
  return { texts: [], line: from.line, path: paths[0]?.text ?? "" }
}

function follow(element: Element, step: ElementStep): readonly Element[] {
  if (step.kind === "up") return element.parent === undefined ? [] : [element.parent]
  const { name, where } = step
  return element.children.filter(
    (child) => child.name === name && (where === undefined || holds(child, where)),
  )
}

function holds(element: Element, { names, has, text }: ElementCondition): boolean {
  const inner = names.reduce<readonly Element[]>(
    (found, name) => found.flatMap((one) => one.children.filter((child) => child.name === name)),
    [element],
  )
  return inner.some((one) => text === undefined || one.text === text) === has
}
