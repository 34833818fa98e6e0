import { ActionIcon, Kbd, UnstyledButton } from "@mantine/core"
import { IconMenu2, IconSearch } from "@tabler/icons-react"
import { useText } from "../text/use-text.ts"
import { CompanyMenu } from "../company/company-menu.tsx"
import { ApprovalsLink } from "../approvals/approvals-link.tsx"
import { LanguageMenu } from "./language-menu.tsx"
import { ProfileMenu } from "./profile-menu.tsx"
import { ThemeMenu } from "./theme-menu.tsx"
import classes from "./top-bar.module.css"

interface Props {
  readonly openSearch: () => void
  readonly openKeys: () => void
  /** Given on narrow screens, where the navigation is a drawer. */
  readonly openNavigation?: () => void
}

/** Search in the middle, the person's own settings at the end. */
export function TopBar({ openSearch, openKeys, openNavigation }: Props) {
  const say = useText()
  return (
    <header className={classes.bar}>
      {openNavigation !== undefined && (
        <ActionIcon aria-label={say("frame.open_navigation")} onClick={openNavigation}>
          <IconMenu2 size={18} />
        </ActionIcon>
      )}
      <UnstyledButton className={classes.search} onClick={openSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={14} aria-hidden />
        <span className={classes.searchText}>{say("frame.search")}</span>
        <Kbd size="xs" className={classes.keys} aria-hidden>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      <div className={classes.own}>
        <CompanyMenu />
        <ApprovalsLink />
        <ThemeMenu />
        <LanguageMenu />
        <ProfileMenu openKeys={openKeys} />
      </div>
    </header>
  )
}
