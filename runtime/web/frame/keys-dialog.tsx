// All keys in one place, opened by "?" or from the profile: whoever works all day wants no mouse.
import { Kbd, Modal } from "@mantine/core"
import { useText, type TextKey } from "../text/use-text.ts"
import classes from "./keys-dialog.module.css"

const groups: readonly (readonly [TextKey, readonly (readonly [string, TextKey])[]])[] = [
  [
    "keys.everywhere",
    [
      ["Ctrl K", "frame.search"],
      ["?", "keys.title"],
    ],
  ],
  [
    "keys.list",
    [
      ["c", "list.create"],
      ["/", "keys.search"],
      ["j k ↑ ↓", "keys.move"],
      ["Enter", "keys.open"],
      ["x", "keys.select"],
    ],
  ],
  [
    "keys.record",
    [
      ["Ctrl S", "record.save"],
      ["Ctrl Enter", "keys.step"],
      ["Ctrl P", "print.open"],
      ["Alt ↓", "keys.choose"],
      ["Alt Enter", "keys.referred"],
    ],
  ],
  [
    "keys.rows",
    [
      ["Enter", "rows.add"],
      ["Ctrl D", "keys.above"],
      ["Alt ↑ ↓", "keys.move_row"],
      ["Ctrl Delete", "keys.remove_row"],
      ["Ctrl V", "keys.paste"],
    ],
  ],
]

export function KeysDialog({ close }: { readonly close: () => void }) {
  const say = useText()
  return (
    <Modal
      opened
      onClose={close}
      title={say("keys.title")}
      size="lg"
      closeButtonProps={{ "aria-label": say("keys.close") }}
    >
      <div className={classes.groups}>
        {groups.map(([title, keys]) => (
          <section key={title} aria-label={say(title)}>
            <h3 className={classes.title}>{say(title)}</h3>
            <dl className={classes.keys}>
              {keys.map(([key, meaning]) => (
                <div key={key} className={classes.key}>
                  <dt>
                    <Kbd size="xs">{key}</Kbd>
                  </dt>
                  <dd>{say(meaning)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
