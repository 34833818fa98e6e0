// The filter of a list: conditions to pick, or an expression to type; both end as the same text in the address.
import { Button, createTheme, MantineThemeProvider, Popover, Skeleton } from "@mantine/core"
import { IconFilter } from "@tabler/icons-react"
import { lazy, Suspense, useState } from "react"
import { useText } from "../text/use-text.ts"
import classes from "./filter.module.css"
import type { FilterProps } from "./filter-props.ts"
import { readConditions } from "./read-conditions.ts"

const FilterPanel = lazy(() => import("./filter-panel.tsx"))

/** Lists and calendars open inside the panel: a press on one that stood elsewhere would count as leaving it. */
const inPlace = createTheme({
  components: {
    Popover: { defaultProps: { withinPortal: false } },
    Combobox: { defaultProps: { withinPortal: false } },
  },
})

export function FilterButton({ entity, filter, change }: FilterProps) {
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
            <Suspense fallback={<Skeleton height={120} />}>
              <FilterPanel
                entity={entity}
                filter={filter}
                change={(text) => {
                  change(text)
                  setOpened(false)
                }}
              />
            </Suspense>
          </MantineThemeProvider>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
