// The life cycle of an entity as one principal may see it: its states, and the moves that his roles open.
import type { EntityAccess } from "../access/index.ts"
import type { Entity, Lifecycle, Model, Transition } from "../model/index.ts"
import { fieldsView, type Say } from "./field-view.ts"

/** `{lifecycle: {initial, states, transitions}}`, nothing for an entity that has none. Whether a record can make a move now
 * is asked at `/transitions` of that record. */
export function lifecycleView(
  entity: Entity,
  model: Model,
  access: (entity: string) => EntityAccess,
  say: Say,
): { readonly lifecycle?: Record<string, unknown> } {
  const lifecycle = model.lifecycles.get(entity.id)
  if (lifecycle === undefined) return {}
  const { id, initial, states, transitions } = lifecycle
  const open = [...transitions.values()].filter(({ name }) => access(entity.id).transition(name))
  return {
    lifecycle: {
      id,
      initial,
      states: Object.fromEntries(
        [...states.values()].map(({ name, title, description, color, final, deletable }, order) => [
          name,
          {
            name,
            title: say(`${id}/states/${name}/title`, title),
            description: description && say(`${id}/states/${name}/description`, description),
            color,
            final,
            deletable,
            order,
          },
        ]),
      ),
      transitions: open.map((transition) => transitionView(transition, lifecycle, say)),
    },
  }
}

function transitionView(
  { name, title, description, icon, confirm, from, to, input, approval, effects }: Transition,
  { id }: Lifecycle,
  say: Say,
): Record<string, unknown> {
  const at = `${id}/transitions/${name}`
  return {
    name,
    title: say(`${at}/title`, title),
    description: description && say(`${at}/description`, description),
    icon,
    confirm: confirm && say(`${at}/confirm`, confirm),
    from,
    to,
    approval: approval === undefined ? undefined : true,
    posts: effects.some(({ kind }) => kind === "post" || kind === "reverse") ? true : undefined,
    input: input.fields.size === 0 ? undefined : fieldsView(input, `${at}/input`, undefined, say),
  }
}
