// The model of the installed modules with one more field, as if an upgrade had brought it.
import type { Layer } from "../../engine/layer/index.ts"
import { built, type Built } from "../support/control.ts"
import { shippedLayers } from "../support/modules.ts"

/** `crm.source` gains `extra`; equal calls give equal fingerprints. */
export async function wider(): Promise<Built> {
  const properties = { extra: { type: "string", title: "Extra", maxLength: 40 } }
  const files = [{ path: "crm/entities/source.json", content: { properties } }]
  const upgrade: Layer = { name: "upgrade", kind: "template", files }
  return built([...(await shippedLayers()), upgrade])
}
