// One module in the navigation: folded or not, as left on this device.
import { UnstyledButton } from "@mantine/core"
import { useLocalStorage } from "@mantine/hooks"
import { IconChevronDown } from "@tabler/icons-react"
import { useId } from "react"
import { useModel } from "../api/model.ts"
import type { Module, NavigationItem } from "../contract/model.ts"
import { Icon } from "../icon/icon.tsx"
import classes from "./navigation.module.css"
import { ReportsLink } from "./reports-link.tsx"
import { ViewLink } from "./view-link.tsx"

interface Props {
  readonly module: Module
  readonly width: "full" | "narrow"
}

export function ModuleSection({ module, width }: Props) {
  const views = useModel().views
  const id = useId()
  const [folded, setFolded] = useLocalStorage({
    key: `tenon.navigation.folded.${module.name}`,
    defaultValue: false,
  })
  const items = module.navigation.filter((item) => views[item.view] !== undefined)
  if (items.length === 0) return null
  const open = width === "narrow" || !folded
  return (
    <section className={classes.module} aria-label={module.title}>
      {width === "full" && (
        <h2 className={classes.moduleTitle}>
          <UnstyledButton
            className={classes.fold}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setFolded(!folded)}
          >
            <Icon name={module.icon} size={14} />
            <span>{module.title}</span>
            <IconChevronDown className={classes.chevron} size={12} aria-hidden />
          </UnstyledButton>
        </h2>
      )}
      <div id={id} hidden={!open}>
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
        <ReportsLink module={module} width={width} />
      </div>
    </section>
  )
}

function groupsOf(
  items: readonly NavigationItem[],
): readonly (readonly [string, readonly NavigationItem[]])[] {
  const groups = new Map<string, NavigationItem[]>()
  for (const item of items) groups.set(item.group ?? "", [...(groups.get(item.group ?? "") ?? []), item])
  return [...groups]
}
