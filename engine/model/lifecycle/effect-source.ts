// An effect as it is declared, and what every effect has beside what it does.
import type { LifecycleSource } from "../../metaschema/index.ts"
import type { Effect } from "../types.ts"

export type EffectSource = NonNullable<LifecycleSource["transitions"][string]["effects"]>[string]
/** Its name and condition. */
export type Head = { readonly name: string } & Pick<Effect, "when">
