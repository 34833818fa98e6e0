// The words of the metadata language in TypeScript: kinds of items, JSON values, and the types made from the schemas.
import type { Property } from "./generated/entity.ts"
import type { PluginManifest } from "./generated/plugin.ts"
import type { TemplateManifest } from "./generated/template.ts"

export type {
  Calculation as CalculationSource,
  Charges as ChargesSource,
  ChildRows,
  DateStep as DateStepSource,
  EntitySource,
  Property,
  Rule as RuleSource,
  Schedule as ScheduleSource,
  Shares as SharesSource,
  UniqueSet as UniqueSource,
} from "./generated/entity.ts"
export type {
  ImporterSource,
  Read as ImporterReadSource,
  Rows as ImporterRowsSource,
} from "./generated/importer.ts"
export type { LedgerSource } from "./generated/ledger.ts"
export type { LifecycleSource } from "./generated/lifecycle.ts"
export type { ReportSource } from "./generated/report.ts"
export type { FormSource } from "./generated/form.ts"
export type { MessagesSource } from "./generated/messages.ts"
export type { ModuleSource } from "./generated/module.ts"
export type { Condition as ConditionSource, Grant as GrantSource, RoleSource } from "./generated/role.ts"
export type { ViewSource } from "./generated/view.ts"

export type FieldFormat = NonNullable<Property["format"]>
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
export type JsonObject = { readonly [key: string]: JsonValue }

/** What tells of a plugin or template: one file at the root of its folder. */
export type ManifestKind = "plugin" | "template"
export type Manifest = PluginManifest | TemplateManifest

/** The kinds of items a module is made of; each has its metaschema. */
export type ItemKind =
  "module" | "entity" | "ledger" | "lifecycle" | "form" | "view" | "report" | "importer" | "role" | "messages"
