import { Tooltip } from "@mantine/core"
import { useModel } from "../api/model.ts"
import type { Module, NavigationItem } from "../contract/model.ts"
import { Icon } from "../icon/icon.tsx"
import { Link } from "../route/link.tsx"
import { usePlace } from "../route/location.ts"
import { listPath } from "../route/route.ts"
import classes from "./navigation.module.css"

interface Props {
  readonly module: Module
  readonly item: NavigationItem
  readonly width: "full" | "narrow"
}

/** The way to a view, with the nearest icon that the model names: its own, its entity's, its module's. */
export function ViewLink({ module, item, width }: Props) {
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
