// The door of this room: ordered layers -> one frozen Model, or all that is wrong with them at once.
import type { Diagnostic } from "../error/index.ts"
import { fingerprintOf, mergeLayers, type Layer, type Source } from "../layer/index.ts"
import { layCalculations } from "./calculation/lay.ts"
import { orderDerivations } from "./derive/order.ts"
import { expressEntity } from "./express/entity.ts"
import { createExpressions } from "./express/expressions.ts"
import { freezeDeep } from "./freeze.ts"
import { layImporters } from "./importers/lay.ts"
import { layForms } from "./layout/form.ts"
import { layMessages, layModules } from "./layout/module.ts"
import { layRoles } from "./layout/role.ts"
import { layViews } from "./layout/view.ts"
import { expressEntries, outlineEntries } from "./ledger/entries.ts"
import { withEntries } from "./ledger/entries-source.ts"
import { layLedgers } from "./ledger/ledger.ts"
import { layLifecycles } from "./lifecycle/lay.ts"
import { outlineEntity } from "./outline/entity.ts"
import { createGround } from "./outline/ground.ts"
import type { EntityOutline } from "./outline/outline.ts"
import { readItems, type Items } from "./read/items.ts"
import { orderModules } from "./read/modules.ts"
import { layReports } from "./reports/lay.ts"
import { createReport, inside, type Place } from "./report.ts"
import { reportClashes } from "./outline/clashes.ts"
import type { Entity, Model, Table } from "./types.ts"

/** The model, or why there is none. Warnings are among the diagnostics of both. */
export type Compiled =
  | { readonly ok: true; readonly model: Model; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** Merges the layers (module, plugin, template, tenant; later ones win) and compiles what they make. */
export function compile(layers: readonly Layer[]): Compiled {
  const { source, diagnostics } = mergeLayers(layers)
  const compiled = compileSource(source)
  const all = [...diagnostics, ...compiled.diagnostics]
  if (!compiled.ok || all.some(({ severity }) => severity === "error")) return { ok: false, diagnostics: all }
  return { ok: true, model: compiled.model, diagnostics: all }
}

/** Compiles a merged source: equal sources give equal models with equal fingerprints. Collects every fault; throws none. */
export function compileSource(source: Source): Compiled {
  const report = createReport(source)
  const items = withEntries(readItems(source, report), report)
  const modules = orderModules(items, report)
  const ground = createGround(source, items, modules, report)
  const outlines = new Map<string, EntityOutline>()
  for (const [id, loaded] of inOrderOf(modules.order, items))
    outlines.set(id, outlineEntries(id, loaded, ground) ?? outlineEntity(id, loaded, ground))
  reportClashes(outlines, report)
  const all = createExpressions(outlines, report)
  const entities = new Map<string, Entity>()
  for (const [id, outline] of outlines)
    entities.set(id, expressEntries(outline, items, all) ?? expressEntity(outline, all))
  const tables = tablesOf(entities)
  const derivations = orderDerivations(tables, placeIn(outlines), report)
  const layout = { items, entities, all, report }
  const views = layViews(layout)
  const model: Model = {
    fingerprint: fingerprintOf(source),
    modules: layModules(modules.order, views, layout),
    entities,
    lifecycles: layLifecycles(layout, ground),
    ledgers: layLedgers(layout),
    calculations: layCalculations(layout),
    views,
    derivations,
    forms: layForms(layout),
    reports: layReports(layout, ground),
    importers: layImporters(layout, ground),
    roles: layRoles(layout),
    messages: layMessages(layout),
  }
  const { diagnostics } = report
  return report.failed ? { ok: false, diagnostics } : { ok: true, model: freezeDeep(model), diagnostics }
}

/** Entities by the order of their modules; those of unknown modules are reported and left out. */
function inOrderOf(order: readonly string[], items: Items): readonly (readonly [string, EntityItem])[] {
  const rank = new Map(order.map((name, index) => [name, index]))
  return [...items.entities].sort(([, a], [, b]) => (rank.get(a.module) ?? 0) - (rank.get(b.module) ?? 0))
}
type EntityItem = Items["entities"] extends ReadonlyMap<string, infer T> ? T : never

function tablesOf(entities: ReadonlyMap<string, Entity>): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>()
  for (const entity of entities.values()) {
    tables.set(entity.id, entity)
    for (const rows of entity.rows.values()) tables.set(rows.id, rows)
  }
  return tables
}

function placeIn(outlines: ReadonlyMap<string, EntityOutline>): (table: string, field: string) => Place {
  return (table, field) => {
    const [id = "", rows] = table.split("/")
    const entity = outlines.get(id)
    const outline = rows === undefined ? entity : entity?.rows.get(rows)
    return inside(outline?.place ?? { file: "", pointer: "" }, "properties", field)
  }
}
