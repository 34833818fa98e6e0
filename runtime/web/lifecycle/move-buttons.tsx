// The moves of a record as buttons: the first stands out, the rest beside it, on a phone in a menu. One that is hindered says why.
import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core"
import { useHotkeys, useMediaQuery } from "@mantine/hooks"
import { IconChevronDown } from "@tabler/icons-react"
import { useState } from "react"
import type { Entity, Transition } from "../contract/model.ts"
import { placedFaults } from "../contract/problem.ts"
import type { StoredRow } from "../contract/record.ts"
import { Icon } from "../icon/icon.tsx"
import { useNotify } from "../notice/notice-area.tsx"
import { focusFault } from "../record/focus-fault.ts"
import type { Editor } from "../record/use-editor.ts"
import { useText } from "../text/use-text.ts"
import classes from "./lifecycle.module.css"
import { isAsked, MoveDialog } from "./move-dialog.tsx"
import { useMove } from "./use-move.ts"
import { useMoves, type OpenMove } from "./use-moves.ts"

interface Props {
  readonly entity: Entity
  readonly stored: StoredRow
  readonly editor: Editor
  /** Saves what was typed; gives the stored version, undefined when it was refused. */
  readonly save: () => Promise<number | undefined>
}

export function MoveButtons(props: Props) {
  const { entity, stored, editor } = props
  const say = useText()
  const narrow = useMediaQuery("(max-width: 48em)") ?? false
  const { moves, asking, press, endAsking, makes } = usePresses(props)
  useHotkeys([["mod+Enter", () => moves[0] !== undefined && press(moves[0])]], [])
  if (moves.length === 0) return null
  const beside = narrow ? 1 : 3
  return (
    <>
      {moves.slice(0, beside).map((move, at) => (
        <MoveButton
          key={move.transition.name}
          move={move}
          rank={at === 0 && move.reasons.length === 0 && !editor.dirty ? "first" : "other"}
          moving={makes.moving === move.transition.name}
          press={() => press(move)}
        />
      ))}
      {moves.length > beside && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={say("move.more")}>
              <IconChevronDown size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {moves.slice(beside).map((move) => (
              <Menu.Item
                key={move.transition.name}
                leftSection={<Icon name={move.transition.icon} size={14} />}
                onClick={() => press(move)}
              >
                {move.transition.title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {asking !== undefined && (
        <MoveDialog
          key={asking.name}
          entity={entity}
          stored={stored}
          version={editor.version}
          transition={asking}
          makes={makes}
          close={endAsking}
        />
      )}
    </>
  )
}

/** What a press does: save what was typed, then ask, or move at once; or tell what stands in the way. */
function usePresses({ entity, stored, editor, save }: Props) {
  const say = useText()
  const notify = useNotify()
  const moves = useMoves(entity, stored)
  const makes = useMove({ entity, stored, editor })
  const [asking, setAsking] = useState<Transition>()
  async function go({ transition, reasons }: OpenMove): Promise<void> {
    const version = editor.dirty ? await save() : editor.version
    if (version === undefined) return
    // What was just saved may have mended it: the server decides anew.
    if (reasons.length > 0 && !editor.dirty) {
      const faults = placedFaults(reasons)
      editor.setFaults(faults)
      focusFault([...faults.keys()])
      const detail = reasons.map(({ message }) => message).join(" ")
      return notify({ tone: "fault", text: say("move.hindered", { title: transition.title }), detail })
    }
    if (isAsked(transition)) return setAsking(transition)
    await makes.move(transition, { input: {}, version, duplicates: undefined })
  }
  return {
    moves,
    asking,
    press: (move: OpenMove) => void go(move),
    endAsking: () => setAsking(undefined),
    makes,
  }
}

interface ButtonProps {
  readonly move: OpenMove
  readonly rank: "first" | "other"
  readonly moving: boolean
  readonly press: () => void
}

function MoveButton({ move: { transition, reasons }, rank, moving, press }: ButtonProps) {
  const why = reasons.map(({ message }) => message).join(" ")
  const button = (
    <Button
      className={classes.move}
      variant={rank === "first" ? "filled" : "default"}
      leftSection={<Icon name={transition.icon} size={14} />}
      loading={moving}
      onClick={press}
      data-hindered={why === "" ? undefined : true}
      aria-description={why === "" ? undefined : why}
    >
      {transition.title}
    </Button>
  )
  return why === "" ? (
    button
  ) : (
    <Tooltip label={why} multiline maw={320}>
      {button}
    </Tooltip>
  )
}
