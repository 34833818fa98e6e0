// The published JSON Schema of each kind of item: what checks files, completes them in editors and draws inspectors.
import entity from "./entity.schema.json" with { type: "json" }
import form from "./form.schema.json" with { type: "json" }
import importer from "./importer.schema.json" with { type: "json" }
import ledger from "./ledger.schema.json" with { type: "json" }
import lifecycle from "./lifecycle.schema.json" with { type: "json" }
import messages from "./messages.schema.json" with { type: "json" }
import module from "./module.schema.json" with { type: "json" }
import report from "./report.schema.json" with { type: "json" }
import role from "./role.schema.json" with { type: "json" }
import plugin from "./plugin.schema.json" with { type: "json" }
import template from "./template.schema.json" with { type: "json" }
import type { ItemKind, ManifestKind } from "./types.ts"
import view from "./view.schema.json" with { type: "json" }

export const metaschemas: Readonly<Record<ItemKind | ManifestKind, object>> = {
  module,
  entity,
  ledger,
  lifecycle,
  form,
  view,
  report,
  importer,
  role,
  messages,
  plugin,
  template,
}
