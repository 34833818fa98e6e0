// What the filter and its panel are given.
import type { Entity } from "../contract/model.ts"

export interface FilterProps {
  readonly entity: Entity
  readonly filter: string
  readonly change: (filter: string) => void
}
