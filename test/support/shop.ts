// Models of one made-up module `shop`, for tests that need no more.
import { compile, type Model } from "../../engine/model/index.ts"
import type { JsonValue } from "../../engine/metaschema/index.ts"

/** Entities of the module `shop` by name, a whole source or its properties alone; and ledgers, which have dimensions. */
export type Shop = Readonly<Record<string, Readonly<Record<string, JsonValue>>>>

/** The model of the module `shop`, with views by name if given, or a failed test that says what is wrong with it. */
export function shopModel(entities: Shop, views: Shop = {}): Model {
  const all = Object.entries(entities)
  const ledgers = all.filter(isLedger).map(([ledger, source]) => ({
    path: `shop/ledgers/${ledger}.json`,
    content: { $id: `shop.${ledger}`, title: ledger, ...source },
  }))
  const files = all
    .filter((one) => !isLedger(one))
    .map(([entity, source]) => ({
      path: `shop/entities/${entity}.json`,
      content: {
        $id: `shop.${entity}`,
        title: entity,
        type: "object",
        kind: "master",
        ...wholeSource(source),
      },
    }))
  const lists = Object.entries(views).map(([view, source]) => ({
    path: `shop/views/${view}.json`,
    content: { $id: `shop.${view}`, kind: "list", title: view, ...source },
  }))
  const module = { name: "shop", title: "Shop", version: "1.0.0", depends: [] }
  const compiled = compile([
    {
      name: "shop",
      kind: "module",
      files: [{ path: "shop/module.json", content: module }, ...files, ...ledgers, ...lists],
    },
  ])
  if (compiled.ok) return compiled.model
  throw new Error(compiled.diagnostics.map(({ message, pointer }) => `${pointer}: ${message}`).join("\n"))
}

/** What has dimensions is a ledger. */
function isLedger([, source]: readonly [string, Shop[string]]): boolean {
  return "dimensions" in source
}

function wholeSource(source: Shop[string]): Shop[string] {
  return "properties" in source ? source : { properties: source }
}
