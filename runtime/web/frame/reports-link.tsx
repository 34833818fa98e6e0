import { Tooltip } from "@mantine/core"
import { useModel } from "../api/model.ts"
import type { Module } from "../contract/model.ts"
import { Icon } from "../icon/icon.tsx"
import { Link } from "../route/link.tsx"
import { usePlace } from "../route/location.ts"
import { reportsPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./navigation.module.css"

interface Props {
  readonly module: Module
  readonly width: "full" | "narrow"
}

/** The way to the reports of a module; nothing where this person may run none. */
export function ReportsLink({ module, width }: Props) {
  const say = useText()
  const { path } = usePlace()
  const href = reportsPath(module.name)
  const has = useModel().reports.some((report) => report.module === module.name)
  if (!has) return null
  const label = width === "full" ? say("report.link") : say("report.of_module", { module: module.title })
  const link = (
    <Link
      href={href}
      className={classes.link}
      aria-current={path === href ? "page" : undefined}
      aria-label={width === "narrow" ? label : undefined}
    >
      <Icon name="report" />
      {width === "full" && <span className={classes.linkText}>{label}</span>}
    </Link>
  )
  return width === "full" ? (
    link
  ) : (
    <Tooltip label={label} position="right">
      {link}
    </Tooltip>
  )
}
