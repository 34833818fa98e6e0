// How long metadata takes to become a Model. Options: --rounds 9.
import { compile } from "../engine/model/index.ts"
import type { Layer } from "../engine/layer/index.ts"
import { median } from "./support/load.ts"
import { madeLayer, shippedLayers } from "./support/modules.ts"
import { figure, option, report } from "./support/report.ts"

const rounds = option("rounds", 9)

/** Entities, first and median milliseconds; throws the diagnostics when the layers make no model. */
function measured(name: string, layers: readonly Layer[]): string[] {
  const times: number[] = []
  let entities = 0
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    const compiled = compile(layers)
    times.push(performance.now() - began)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics.slice(0, 3), null, 2))
    entities = compiled.model.entities.size
  }
  return [name, String(entities), figure(times[0] ?? 0), figure(median(times))]
}

report({
  name: "compile",
  title: "Compiling a model",
  command: "node --import tsx bench/compile.ts",
  remark: "From layers in memory to a frozen Model; the first of the first row is that of a fresh process",
  columns: ["source", "entities", "first ms", "median ms"],
  rows: [
    measured("100 entities of 15 fields", [madeLayer(100)]),
    measured("500 entities of 15 fields", [madeLayer(500)]),
    measured("the modules that ship", shippedLayers()),
  ],
})
