import { Tooltip } from "@mantine/core"
import { Icon } from "../icon/icon.tsx"
import { Link } from "../route/link.tsx"
import { usePlace } from "../route/location.ts"
import { homePath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./navigation.module.css"

/** The way to the start. */
export function HomeLink({ width }: { readonly width: "full" | "narrow" }) {
  const say = useText()
  const { path } = usePlace()
  const label = say("home.link")
  const link = (
    <Link
      href={homePath}
      className={classes.link}
      aria-current={path === homePath ? "page" : undefined}
      aria-label={width === "narrow" ? label : undefined}
    >
      <Icon name="home" />
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
