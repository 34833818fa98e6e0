// Which company one works for, and the way to another; absent for those who have one alone.
import { Menu, UnstyledButton } from "@mantine/core"
import { IconBuilding, IconCheck, IconChevronDown } from "@tabler/icons-react"
import { useModel } from "../api/model.ts"
import { refusalText } from "../frame/refusal.tsx"
import { useNotify } from "../notice/notice-area.tsx"
import { useText } from "../text/use-text.ts"
import classes from "./company-menu.module.css"
import { currentCompany, useChooseCompany, useCompanies } from "./use-company.ts"

export function CompanyMenu() {
  const say = useText()
  const notify = useNotify()
  const current = currentCompany(useModel())
  const companies = useCompanies()
  const choose = useChooseCompany()
  if (companies.length < 2) return null
  const name = companies.find(({ id }) => id === current)?.name ?? say("company.none")
  function take(company: string): void {
    choose(company).catch((error: unknown) => {
      const { title, detail } = refusalText(error, say)
      notify({ tone: "fault", text: title, detail })
    })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={say("company.menu", { name })}>
          <IconBuilding size={16} aria-hidden />
          <span className={classes.name}>{name}</span>
          <IconChevronDown size={12} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {companies.map((company) => (
          <Menu.Item
            key={company.id}
            rightSection={company.id === current ? <IconCheck size={14} /> : undefined}
            onClick={() => take(company.id)}
          >
            {company.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
