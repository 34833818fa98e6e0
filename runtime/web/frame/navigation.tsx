// Modules and their views, grouped as the model says. Narrow shows icons alone, with their names as labels.
import { ActionIcon, ScrollArea, Tooltip } from "@mantine/core"
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react"
import { useModel } from "../api/model.ts"
import type { Module, NavigationItem } from "../contract/model.ts"
import { Icon } from "../icon/icon.tsx"
import { Link } from "../route/link.tsx"
import { usePlace } from "../route/location.ts"
import { listPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./navigation.module.css"

interface Props {
  readonly width: "full" | "narrow"
  readonly toggle?: () => void
}

export function Navigation({ width, toggle }: Props) {
  const say = useText()
  const model = useModel()
  const label = say(width === "full" ? "frame.collapse" : "frame.expand")
  return (
    <nav className={classes.navigation} aria-label={say("frame.navigation")} data-width={width}>
      <header className={classes.head}>
        {width === "full" && <span className={classes.tenant}>{model.tenant.title}</span>}
        {toggle !== undefined && (
          <Tooltip label={label}>
            <ActionIcon aria-label={label} aria-expanded={width === "full"} onClick={toggle}>
              {width === "full" ? (
                <IconLayoutSidebarLeftCollapse size={16} />
              ) : (
                <IconLayoutSidebarLeftExpand size={16} />
              )}
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      <ScrollArea className={classes.scroll} scrollbarSize={6}>
        {model.modules.map((module) => (
          <ModuleSection key={module.name} module={module} width={width} />
        ))}
      </ScrollArea>
    </nav>
  )
}

function ModuleSection({ module, width }: { readonly module: Module; readonly width: Props["width"] }) {
  const views = useModel().views
  const items = module.navigation.filter((item) => views[item.view] !== undefined)
  if (items.length === 0) return null
  return (
    <section className={classes.module} aria-label={module.title}>
      {width === "full" && (
        <h2 className={classes.moduleTitle}>
          <Icon name={module.icon} size={14} /> {module.title}
        </h2>
      )}
      {groupsOf(items).map(([group, members]) => (
        <div key={group}>
          {width === "full" && group !== "" && <h3 className={classes.group}>{group}</h3>}
          <ul className={classes.items}>
            {members.map((item) => (
              <li key={item.key}>
                <ViewLink module={module} item={item} width={width} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

interface ViewLinkProps {
  readonly module: Module
  readonly item: NavigationItem
  readonly width: Props["width"]
}

function ViewLink({ module, item, width }: ViewLinkProps) {
  const model = useModel()
  const { path } = usePlace()
  const view = model.views[item.view]
  const href = listPath(module.name, item.view)
  const icon = view?.icon ?? model.entities[view?.entity ?? ""]?.icon ?? module.icon
  const link = (
    <Link
      href={href}
      className={classes.link}
      aria-current={path === href ? "page" : undefined}
      aria-label={width === "narrow" ? item.title : undefined}
    >
      <Icon name={icon} />
      {width === "full" && <span className={classes.linkText}>{item.title}</span>}
    </Link>
  )
  if (width === "full") return link
  return (
    <Tooltip label={item.title} position="right">
      {link}
    </Tooltip>
  )
}

function groupsOf(
  items: readonly NavigationItem[],
): readonly (readonly [string, readonly NavigationItem[]])[] {
  const groups = new Map<string, NavigationItem[]>()
  for (const item of items) groups.set(item.group ?? "", [...(groups.get(item.group ?? "") ?? []), item])
  return [...groups]
}
