// Rich text is HTML of a small closed set of tags without anything active. What is outside of it is refused, not silently
// cut, so that nobody loses what they wrote.
import { Refusal } from "./type.ts"

const tags = new Set(
  "p br hr b strong i em u s sub sup a ul ol li h1 h2 h3 h4 blockquote code pre span table thead tbody tr th td".split(
    " ",
  ),
)
const tag = /^<\/?([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*) ?\/?>/
const attribute = / ([a-z-]+)="([^"<>]*)"/g
const link = /^(?:https?:\/\/|mailto:|tel:)/

/** The text itself if each `<` begins an allowed tag with allowed attributes (`href` of links, `colspan`, `rowspan`). */
export function readRichText(value: string): string | Refusal {
  for (let at = value.indexOf("<"); at !== -1; at = value.indexOf("<", at + 1)) {
    const found = tag.exec(value.slice(at, at + 2100))
    const name = found?.[1]
    if (found === null || name === undefined || !tags.has(name))
      return new Refusal(
        `holds a tag that is not allowed: ${value.slice(at, at + 20)}`,
        "A plain < is written &lt;",
      )
    for (const [, key, content] of (found[2] ?? "").matchAll(attribute))
      if (!isAllowed(name, key ?? "", content ?? ""))
        return new Refusal(`holds an attribute that is not allowed on <${name}>: ${key}`)
  }
  return value
}

function isAllowed(name: string, key: string, content: string): boolean {
  if (key === "href") return name === "a" && link.test(content)
  return (
    (key === "colspan" || key === "rowspan") &&
    (name === "td" || name === "th") &&
    /^[0-9]{1,3}$/.test(content)
  )
}
