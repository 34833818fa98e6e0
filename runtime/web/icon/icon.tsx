// An icon by its Tabler name, as the model gives it. The drawing is fetched once; until then its place is kept.
import { createElement, useEffect, useState } from "react"
import { bucketOf } from "./bucket.ts"

type Drawing = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[]
type Drawings = Readonly<Record<string, Drawing>>

declare const __ICON_BASE__: string
const files = new Map<string, Promise<Drawings>>()
const ready = new Map<string, Drawing | null>()

/** Draws the icon at the size of `size` px; an unknown name gives a dot. It is decoration: names stand beside it. */
export function Icon({
  name = "point",
  size = 16,
}: {
  readonly name?: string | undefined
  readonly size?: number
}) {
  const [drawing, setDrawing] = useState(() => ready.get(name) ?? null)
  useEffect(() => {
    let wanted = true
    void find(name).then((found) => wanted && setDrawing(found))
    return () => void (wanted = false)
  }, [name])
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawing?.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
    </svg>
  )
}

async function find(name: string): Promise<Drawing | null> {
  const known = ready.get(name)
  if (known !== undefined) return known
  const drawing = (await load("known"))[name] ?? (await load(String(bucketOf(name))))[name] ?? null
  ready.set(name, drawing)
  return drawing
}

function load(file: string): Promise<Drawings> {
  let loading = files.get(file)
  if (loading === undefined) {
    // A missing decoration is no fault worth a message: the name beside it says the same.
    loading = fetch(`${__ICON_BASE__}/${file}.json`).then(
      (response) => (response.ok ? response.json() : {}),
      () => ({}),
    )
    files.set(file, loading)
  }
  return loading
}
