import { Button } from "@mantine/core"
import { IconBuilding } from "@tabler/icons-react"
import { useModel } from "../api/model.ts"
import type { Entity } from "../contract/model.ts"
import { useText } from "../text/use-text.ts"
import classes from "./company-menu.module.css"
import { companyCondition, currentCompany, useCompanies } from "./use-company.ts"

interface Props {
  readonly entity: Entity
  readonly companies: "own" | "all"
  readonly change: (companies: "own" | "all") => void
}

/** Whether a list shows the company one works for or all of them; absent where records belong to no company. */
export function CompanySwitch({ entity, companies, change }: Props) {
  const say = useText()
  const model = useModel()
  const current = currentCompany(model)
  const name = useCompanies().find(({ id }) => id === current)?.name
  if (companyCondition(model, entity) === undefined || name === undefined) return null
  const isOwn = companies === "own"
  return (
    <Button
      className={classes.switch}
      variant={isOwn ? "light" : "default"}
      leftSection={<IconBuilding size={14} />}
      aria-pressed={isOwn}
      aria-label={say("company.only", { name })}
      onClick={() => change(isOwn ? "all" : "own")}
    >
      <span className={classes.name}>{isOwn ? name : say("company.all")}</span>
    </Button>
  )
}
