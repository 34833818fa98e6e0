// How long metadata takes to become a Model, and to be known as one that is there. Options: --rounds 9.
import type { Layer } from "../engine/layer/index.ts"
import { compile, type Compiled, type Model } from "../engine/model/index.ts"
import { createModels } from "../runtime/metadata/index.ts"
import { median } from "./support/load.ts"
import { madeLayer, shippedLayers } from "./support/modules.ts"
import { figure, option, report } from "./support/report.ts"

const rounds = option("rounds", 9)

/** Entities; wall and processor time of the first round; medians of compiling layers never seen, and of asking again for
 * the model of layers that were. In milliseconds; throws the diagnostics when the layers make no model. */
function measured(name: string, layers: readonly Layer[]): string[] {
  const times: number[] = []
  let entities = 0
  let processor = 0
  for (let round = 0; round < rounds; round++) {
    const unseen = structuredClone(layers)
    const began = process.cpuUsage()
    times.push(timed(() => (entities = modelOf(compile(unseen)).entities.size)))
    const { user, system } = process.cpuUsage(began)
    if (round === 0) processor = (user + system) / 1000
  }
  const models = createModels(1)
  modelOf(models.of(layers))
  const again = times.map(() => timed(() => modelOf(models.of(layers))))
  return [name, String(entities), ...[times[0] ?? 0, processor, median(times), median(again)].map(figure)]
}

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function modelOf(compiled: Compiled): Model {
  if (compiled.ok) return compiled.model
  throw new Error(JSON.stringify(compiled.diagnostics.slice(0, 3), null, 2))
}

report({
  name: "compile",
  title: "Compiling a model",
  command: "node --import tsx bench/compile.ts",
  remark:
    "From layers in memory to a frozen Model; the first of the first row is that of a fresh process, CPU time with that of V8's compiler and collector; cached is `createModels.of` for layers that it knows",
  columns: ["source", "entities", "first ms", "first CPU ms", "median ms", "cached ms"],
  rows: [
    measured("100 entities of 15 fields", [madeLayer(100)]),
    measured("500 entities of 15 fields", [madeLayer(500)]),
    measured("the modules that ship", await shippedLayers()),
  ],
})
