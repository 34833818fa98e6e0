// Short messages at the foot of the screen: said once, read out by screen readers, gone after a while.
import { Notification } from "@mantine/core"
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react"
import { sayNow } from "../text/use-text.ts"
import classes from "./notice-area.module.css"

export interface Notice {
  readonly tone: "good" | "fault"
  readonly text: string
  readonly detail?: string
}
type Notify = (notice: Notice) => void

const NoticeContext = createContext<Notify>(() => undefined)
const shownFor = { good: 3_000, fault: 10_000 } as const

/** Says a short message. */
export function useNotify(): Notify {
  return useContext(NoticeContext)
}

export function NoticeArea({ children }: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly (Notice & { readonly key: number })[]>([])
  const last = useRef(0)
  const remove = useCallback((key: number) => setNotices((all) => all.filter((each) => each.key !== key)), [])
  const notify = useCallback<Notify>(
    (notice) => {
      const key = ++last.current
      setNotices((all) => [...all.slice(-3), { ...notice, key }])
      setTimeout(() => remove(key), shownFor[notice.tone])
    },
    [remove],
  )
  const shown = useMemo(
    () =>
      notices.map(({ key, tone, text, detail }) => (
        <Notification
          key={key}
          color={tone === "good" ? "green" : "red"}
          title={text}
          onClose={() => remove(key)}
          closeButtonProps={{ "aria-label": sayNow()("notice.close") }}
          withBorder
          radius="sm"
        >
          {detail}
        </Notification>
      )),
    [notices, remove],
  )
  return (
    <NoticeContext value={notify}>
      {children}
      <div className={classes.area} role="status" aria-live="polite">
        {shown}
      </div>
    </NoticeContext>
  )
}
