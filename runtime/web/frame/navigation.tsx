// Modules and their views, grouped as the model says. Narrow shows icons alone, with their names as labels.
import { ActionIcon, ScrollArea, Tooltip } from "@mantine/core"
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react"
import { useModel } from "../api/model.ts"
import { useText } from "../text/use-text.ts"
import { HomeLink } from "./home-link.tsx"
import { ModuleSection } from "./module-section.tsx"
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
        <div className={classes.start}>
          <HomeLink width={width} />
        </div>
        {model.modules.map((module) => (
          <ModuleSection key={module.name} module={module} width={width} />
        ))}
      </ScrollArea>
    </nav>
  )
}
