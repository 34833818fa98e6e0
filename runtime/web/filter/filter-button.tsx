// The filter of a list: conditions to pick, or an expression to type; both end as the same text in the address.
import { Button, createTheme, MantineThemeProvider, Popover, SegmentedControl } from "@mantine/core"
import { IconFilter } from "@tabler/icons-react"
import { useState } from "react"
import type { Entity } from "../contract/model.ts"
import { useText } from "../text/use-text.ts"
import { ConditionsForm } from "./conditions-form.tsx"
import { ExpressionForm } from "./expression-form.tsx"
import classes from "./filter.module.css"
import { readConditions } from "./read-conditions.ts"

/** Lists and calendars open inside the panel: a press on one that stood elsewhere would count as leaving it. */
const inPlace = createTheme({
  components: {
    Popover: { defaultProps: { withinPortal: false } },
    Combobox: { defaultProps: { withinPortal: false } },
  },
})

interface Props {
  readonly entity: Entity
  readonly filter: string
  readonly change: (filter: string) => void
}

export function FilterButton({ entity, filter, change }: Props) {
  const say = useText()
  const [opened, setOpened] = useState(false)
  const conditions = readConditions(filter)
  const label =
    filter === "" ? say("list.filter") : say("list.filter_count", { count: conditions?.length ?? 1 })
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus width={520} shadow="md">
      <Popover.Target>
        <Button
          variant={filter === "" ? "default" : "light"}
          leftSection={<IconFilter size={14} />}
          onClick={() => setOpened(!opened)}
          aria-expanded={opened}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={say("filter.title")}>
        {opened && (
          <MantineThemeProvider theme={inPlace}>
            <FilterPanel
              entity={entity}
              filter={filter}
              change={(text) => {
                change(text)
                setOpened(false)
              }}
            />
          </MantineThemeProvider>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function FilterPanel({ entity, filter, change }: Props) {
  const say = useText()
  const conditions = readConditions(filter)
  const known = conditions?.every((each) => entity.fields[each.path] !== undefined) === true
  const [mode, setMode] = useState(known ? "conditions" : "expression")
  return (
    <>
      <SegmentedControl
        size="xs"
        value={mode}
        onChange={setMode}
        data={[
          { value: "conditions", label: say("filter.conditions") },
          { value: "expression", label: say("filter.expression") },
        ]}
      />
      {mode === "expression" ? (
        <ExpressionForm filter={filter} change={change} />
      ) : known && conditions !== undefined ? (
        <ConditionsForm entity={entity} conditions={conditions} change={change} />
      ) : (
        <p className={classes.note}>{say("filter.too_free")}</p>
      )}
    </>
  )
}
