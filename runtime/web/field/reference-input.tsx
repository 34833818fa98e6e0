// A reference: type to search, choose, and from there open the record it names (Alt+Enter; Tab passes the link over, so that
// a form is typed through without stops).
import { ActionIcon, Select } from "@mantine/core"
import { IconArrowUpRight } from "@tabler/icons-react"
import { useEffect, useState, type KeyboardEvent } from "react"
import { rowsTarget } from "../contract/child-rows.ts"
import { targetsOf } from "../contract/fields.ts"
import { Link } from "../route/link.tsx"
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { wrapperProps, type InputProps } from "./input-props.ts"
import { narrowing } from "./narrowing.ts"
import { useReferenceSearch } from "./reference-search.ts"
import { useTitle } from "./titles.ts"
import classes from "./field.module.css"

export function ReferenceInput(props: InputProps) {
  const entity = targetsOf(props.field)[0] ?? ""
  return <RecordSelect {...props} entity={entity} {...clearing(props)} />
}

/** A cell is narrow; what is chosen from is not. */
const inCell = { width: 280, position: "bottom-start" } as const

function clearing(props: InputProps) {
  return { clearable: props.required !== true }
}

/** The select itself, also used for the second half of a polymorphic reference. */
export function RecordSelect(props: InputProps & { readonly entity: string; readonly clearable: boolean }) {
  const { entity, field, value, onChange, around, clearable } = props
  const say = useText()
  const id = typeof value === "string" && value !== "" ? value : undefined
  const title = useTitle(entity, id)
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState<string>()
  const close = () => {
    setOpened(false)
    setTyped(undefined)
  }
  const q = typed === undefined || typed === title ? "" : typed
  const filter = narrowing(field.filter, around ?? {})
  const { found, searching } = useReferenceSearch({ entity, q, filter, enabled: opened })
  // Whoever types on takes what is found first, also when it is found a moment later.
  const [takesFirst, setTakesFirst] = useState(false)
  useEffect(() => {
    if (!takesFirst || searching) return
    setTakesFirst(false)
    const first = found[0]
    if (first === undefined) return
    onChange(first.value)
    setOpened(false)
    setTyped(undefined)
  }, [takesFirst, searching, found, onChange])
  const chosen =
    id === undefined || found.some((each) => each.value === id) ? [] : [{ value: id, label: title ?? "…" }]
  return (
    <div className={classes.reference}>
      <Select
        {...wrapperProps(props)}
        className={classes.grow}
        data={[...chosen, ...found]}
        filter={({ options }) =>
          options.filter((option) => !("value" in option) || q === "" || option.value !== id)
        }
        value={id ?? null}
        onChange={(chosenId) => {
          setTyped(undefined)
          onChange(chosenId)
        }}
        searchable
        searchValue={typed ?? title ?? ""}
        onSearchChange={(text) => opened && setTyped(text)}
        dropdownOpened={opened}
        onDropdownOpen={() => setOpened(true)}
        onDropdownClose={close}
        // A list over the message of a fault would hide what is to be mended; it opens with the first key.
        openOnFocus={props.error === undefined}
        onKeyDown={(event) => {
          if (!opened && event.key.length === 1) setOpened(true)
          if (event.altKey && event.key === "Enter" && id !== undefined) return go(recordPath(entity, id))
          if (event.key !== "Enter" || q === "" || isMarked(event)) return
          event.preventDefault()
          const known = searching ? found.find(({ label }) => startsWith(label, q)) : found[0]
          if (known === undefined) return setTakesFirst(searching)
          onChange(known.value)
          close()
        }}
        onFocus={(event) => event.currentTarget.select()}
        placeholder={say("field.choose")}
        nothingFoundMessage={say(searching ? "field.searching" : "field.nothing")}
        clearable={clearable}
        allowDeselect={false}
        maxDropdownHeight={280}
        {...(props.entered === true ? { comboboxProps: inCell } : {})}
      />
      {id !== undefined && props.label !== undefined && rowsTarget(entity) === undefined && (
        <ActionIcon
          renderRoot={(rest) => <Link {...rest} href={recordPath(entity, id)} />}
          className={classes.open}
          tabIndex={-1}
          aria-label={say("field.open", { title: title ?? props.label })}
        >
          <IconArrowUpRight size={14} />
        </ActionIcon>
      )}
    </div>
  )
}

/** Whether an option was moved to; otherwise Enter takes the first that was found. */
function isMarked({ currentTarget }: KeyboardEvent): boolean {
  return (currentTarget.getAttribute("aria-activedescendant") ?? "") !== ""
}

function startsWith(label: string, typed: string): boolean {
  return label.toLowerCase().startsWith(typed.trim().toLowerCase())
}
