// Layers to compile: the modules that ship, and made-up ones of any size.
import { fileURLToPath } from "node:url"
import type { Layer, LayerFile } from "../../engine/layer/index.ts"
import { loadModules } from "../../runtime/metadata/index.ts"

/** The layers of the modules that ship, as a tenant without layers of its own has them. */
export async function shippedLayers(): Promise<readonly Layer[]> {
  const { layers } = await loadModules(fileURLToPath(new URL("../../metadata", import.meta.url)))
  return layers
}

/** A module of `count` entities with 15 fields each: references, a computed value, a rollup, a rule, a condition. */
export function madeLayer(count: number): Layer {
  const module: LayerFile = {
    path: "made/module.json",
    content: { name: "made", title: "Made", version: "1.0.0", depends: [], order: 1 },
  }
  const entities = Array.from({ length: count }, (_, at) => ({
    path: `made/entities/thing_${at}.json`,
    content: entity(at, count),
  }))
  return { name: "made", kind: "module", files: [module, ...entities] }
}

function entity(at: number, count: number): LayerFile["content"] {
  const decimal = { type: "string", format: "decimal", precision: 18, scale: 2 }
  const [next, before] = [`made.thing_${(at + 1) % count}`, `made.thing_${(at + count - 1) % count}`]
  const texts = Object.fromEntries(
    ["street", "city", "zip", "note"].map((name) => [name, { type: "string", title: name, maxLength: 80 }]),
  )
  return {
    $id: `made.thing_${at}`,
    title: `Thing ${at}`,
    type: "object",
    kind: "master",
    title_field: "name",
    searchable: ["name"],
    required: ["name"],
    rules: {
      dates: { assert: "ends == null || ends >= starts", message: "It ends after it starts.", path: "/ends" },
    },
    properties: {
      name: { type: "string", title: "Name", maxLength: 80 },
      ...texts,
      status: { type: "string", title: "Status", enum: ["open", "closed"], default: "open" },
      starts: { type: "string", title: "Starts", format: "date" },
      ends: { type: "string", title: "Ends", format: "date", visible: "starts != null" },
      quantity: { ...decimal, title: "Quantity" },
      price: { ...decimal, title: "Price" },
      amount: { ...decimal, title: "Amount", computed: "quantity * price" },
      share: { ...decimal, title: "Share", computed: "if(amount == 0, 0, price / amount)", virtual: true },
      other: { title: "Other", ref: next },
      others: { type: "integer", title: "Others", rollup: { of: before, via: "other", fn: "count" } },
      active: { type: "boolean", title: "Active", default: true },
    },
  }
}
