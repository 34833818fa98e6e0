// A day: typed in any form that the locale knows, or picked from a calendar that loads when it is opened (Alt+Down; the
// button is passed over by Tab, so that figures and days are typed one after the other).
import { textOf } from "../contract/record.ts"
import { ActionIcon, Popover, Skeleton, TextInput } from "@mantine/core"
import { IconCalendar } from "@tabler/icons-react"
import { lazy, Suspense, useState } from "react"
import { formatDate, readDate } from "../format/date.ts"
import { localeOf, useLanguage } from "../text/language.ts"
import { useText } from "../text/use-text.ts"
import { wrapperProps, type InputProps } from "./input-props.ts"

const Calendar = lazy(() => import("./calendar.tsx"))

export function DateField(props: InputProps) {
  const say = useText()
  const locale = localeOf(useLanguage())
  const [typed, setTyped] = useState<string>()
  const [opened, setOpened] = useState(false)
  const day = textOf(props.value)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
      <TextInput
        {...wrapperProps(props)}
        autoComplete="off"
        aria-keyshortcuts="Alt+ArrowDown"
        value={typed ?? formatDate(day, locale)}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          props.onChange(dayTyped(event.currentTarget.value, locale))
        }}
        onBlur={() => setTyped(undefined)}
        onKeyDown={(event) => {
          if (event.key === "Enter") setTyped(undefined)
          if (event.key === "ArrowDown" && event.altKey) setOpened(true)
        }}
        rightSection={
          <Popover.Target>
            <ActionIcon
              size={22}
              tabIndex={-1}
              aria-label={`${props.label ?? props.ariaLabel ?? ""}: ${say("field.choose")}`}
              onClick={() => setOpened(!opened)}
            >
              <IconCalendar size={14} />
            </ActionIcon>
          </Popover.Target>
        }
      />
      <Popover.Dropdown p="sm">
        <Suspense fallback={<Skeleton width={230} height={230} />}>
          <Calendar
            day={day}
            choose={(chosen) => {
              props.onChange(chosen)
              setOpened(false)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The day that a text means, null for none; the text itself when it is no day, so that it is marked and not lost. */
function dayTyped(text: string, locale: string): string | null {
  return text.trim() === "" ? null : (readDate(text, locale, new Date()) ?? text)
}
