// Everything the palette can offer for a query, in groups: records first, then views, then what can be created.
import { useModel } from "../api/model.ts"
import { go } from "../route/location.ts"
import { listPath, newPath, recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { creatable, matching, viewEntries } from "./entries.ts"
import { useFoundRecords } from "./found-records.ts"

export interface Offer {
  readonly key: string
  readonly title: string
  readonly note: string
  readonly icon: string | undefined
  readonly act: () => void
}

export interface OfferGroup {
  readonly title: string
  readonly offers: readonly Offer[]
}

/** Views and actions answer to every key, records to the settled query. */
export function useOffers(
  query: string,
  settled: string,
): { readonly groups: readonly OfferGroup[]; readonly searching: boolean } {
  const say = useText()
  const model = useModel()
  const { found, searching } = useFoundRecords(settled)
  const records = found.map(({ entity, id, title }) => ({
    key: `record/${entity.id}/${id}`,
    title,
    note: entity.title,
    icon: entity.icon,
    act: () => go(recordPath(entity.id, id)),
  }))
  const views = matching(viewEntries(model), query).map(({ key, title, module, view, icon }) => ({
    key: `view/${key}`,
    title,
    note: module.title,
    icon,
    act: () => go(listPath(module.name, view)),
  }))
  const creates = matching(creatable(model), query).map(({ key, title, entity }) => ({
    key,
    title: say("palette.create", { entity: title }),
    note: "",
    icon: "plus",
    act: () => go(newPath(entity)),
  }))
  const groups = [
    { title: say("palette.records"), offers: query === "" ? [] : records },
    { title: say("palette.views"), offers: query === "" ? views : views.slice(0, 6) },
    { title: say("palette.actions"), offers: query === "" ? [] : creates.slice(0, 3) },
  ]
  return { groups, searching }
}
