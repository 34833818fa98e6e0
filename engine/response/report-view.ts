// A report as those who may run it see it: what it tells and what it asks for.
import type { Report } from "../model/index.ts"
import { fieldsView, type Say } from "./field-view.ts"

/** Plain JSON; parameters are described like the fields of an entity. */
export function reportView(report: Report, say: Say): Record<string, unknown> {
  const { id, module, title, description, icon, group, parameters } = report
  const ofParameters: Say = (pointer, text) =>
    say(pointer.replace(`${id}/properties/`, `${id}/parameters/`), text)
  return {
    id,
    module,
    title: say(`${id}/title`, title),
    ...(description === undefined ? {} : { description: say(`${id}/description`, description) }),
    icon,
    ...(group === undefined ? {} : { group: say(`${id}/group`, group) }),
    parameters: fieldsView(parameters, id, undefined, ofParameters),
  }
}
