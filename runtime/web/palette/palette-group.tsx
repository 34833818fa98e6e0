import { Combobox } from "@mantine/core"
import { Icon } from "../icon/icon.tsx"
import type { OfferGroup } from "./use-offers.ts"
import classes from "./palette.module.css"

/** Offers of one sort, each with where it leads. */
export function PaletteGroup({ group }: { readonly group: OfferGroup }) {
  if (group.offers.length === 0) return null
  return (
    <Combobox.Group label={group.title}>
      {group.offers.map((offer) => (
        <Combobox.Option key={offer.key} value={offer.key} className={classes.option}>
          <Icon name={offer.icon} />
          <span className={classes.label}>{offer.title}</span>
          <span className={classes.note}>{offer.note}</span>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  )
}
