// The command palette: any view, any new record, any stored record, from the keyboard.
import { Combobox, Modal, useCombobox } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconSearch } from "@tabler/icons-react"
import { useEffect, useState } from "react"
import { useText } from "../text/use-text.ts"
import classes from "./palette.module.css"
import { PaletteGroup } from "./palette-group.tsx"
import { useOffers } from "./use-offers.ts"

interface Props {
  readonly close: () => void
}

export function Palette({ close }: Props) {
  const say = useText()
  const combobox = useCombobox({ opened: true })
  const { selectFirstOption } = combobox
  const [query, setQuery] = useState("")
  const [settled] = useDebouncedValue(query.trim(), 150)
  const { groups, searching } = useOffers(query, settled)
  const offers = groups.flatMap((group) => group.offers)
  const keys = offers.map((offer) => offer.key).join(" ")
  useEffect(() => {
    // Enter takes the best match, also when it arrived after the last key.
    if (keys !== "") selectFirstOption()
  }, [keys, selectFirstOption])
  function take(key: string): void {
    close()
    offers.find((offer) => offer.key === key)?.act()
  }
  return (
    <Modal.Root opened onClose={close} size={600} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={say("frame.search")}>
        <Combobox store={combobox} onOptionSubmit={take}>
          <div className={classes.search}>
            <IconSearch size={16} aria-hidden />
            <Combobox.EventsTarget>
              <input
                ref={focusAtOnce}
                className={classes.input}
                value={query}
                onChange={(event) => setQuery(event.currentTarget.value)}
                placeholder={say("palette.placeholder")}
                aria-label={say("palette.placeholder")}
                onKeyDown={(event) => event.key === "Escape" && close()}
                data-autofocus
              />
            </Combobox.EventsTarget>
          </div>
          <Combobox.Options className={classes.options} aria-label={say("frame.search")}>
            {groups.map((group) => (
              <PaletteGroup key={group.title} group={group} />
            ))}
            {offers.length === 0 && (
              <Combobox.Empty>{say(searching ? "field.searching" : "palette.nothing")}</Combobox.Empty>
            )}
          </Combobox.Options>
        </Combobox>
      </Modal.Content>
    </Modal.Root>
  )
}

/** The first key after Ctrl+K belongs to the search already; the dialog itself would focus it a moment later. */
function focusAtOnce(input: HTMLInputElement | null): void {
  input?.focus()
}
