// An open record: head with its actions, the form, and beside it what surrounds the record.
import { useHotkeys } from "@mantine/hooks"
import { useEffect, useMemo, useRef, useState } from "react"
import { useModel } from "../api/model.ts"
import { PendingBanner } from "../approvals/pending-banner.tsx"
import type { Entity } from "../contract/model.ts"
import type { Row, StoredRow } from "../contract/record.ts"
import { AlikeBanner } from "../duplicates/alike-banner.tsx"
import { useAlike } from "../duplicates/use-alike.ts"
import { EntriesOf, hasEntries } from "../entries/entries-of.tsx"
import type { Aside } from "../form/form-state.ts"
import { RecordForm } from "../form/record-form.tsx"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { keepRecent } from "../home/recent.ts"
import { useNotify } from "../notice/notice-area.tsx"
import { go, usePlace } from "../route/location.ts"
import { printPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { ConflictDialog } from "./conflict-dialog.tsx"
import { focusField } from "./focus-fault.ts"
import { HistoryDrawer } from "./history-drawer.tsx"
import classes from "./record.module.css"
import { RecordHead } from "./record-head.tsx"
import { RelatedLists } from "./related-lists.tsx"
import { startValues } from "./start-values.ts"
import { useEditor } from "./use-editor.ts"
import { useSave } from "./use-save.ts"

interface Props {
  readonly entity: Entity
  readonly stored?: StoredRow
}

export function RecordEditor({ entity, stored }: Props) {
  const say = useText()
  const model = useModel()
  const { query } = usePlace()
  const [start] = useState(() => startValues(model, entity, query, new Date()))
  const editor = useEditor(entity, stored, start)
  const { saving, save, doubled, conflict, endConflict } = useSave(entity, stored, editor)
  const alike = useAlike(entity, stored?.id, editor.form.row)
  const force = doubled && stored === undefined && entity.can.duplicates === true
  const [history, setHistory] = useState(false)
  const unnamed = stored === undefined ? say("record.new", { entity: entity.title }) : entity.title
  const title = titleOfRecord(entity, editor.form.row) ?? unnamed
  useScreenTitle(title)
  useRestoredNotice(editor.restored)
  useFirstFocus(entity, stored, editor.form.row)
  const id = stored?.id
  useEffect(() => {
    if (id !== undefined) keepRecent(model, { entity: entity.id, id, title })
  }, [model, entity.id, id, title])
  const aside = useEntries(entity, stored)
  const isPrinted = stored !== undefined && entity.kind === "document"
  useHotkeys([["mod+S", () => void save()]], [])
  useHotkeys(isPrinted ? [["mod+P", () => go(printPath(entity.id, stored.id))]] : [], [])
  return (
    <article className={classes.screen} aria-label={title}>
      <RecordHead
        entity={entity}
        title={title}
        stored={stored}
        editor={editor}
        saving={saving}
        save={save}
        openHistory={() => setHistory(true)}
      />
      <div className={classes.body}>
        {stored !== undefined && <PendingBanner entity={entity} id={stored.id} />}
        {alike !== undefined && (
          <AlikeBanner
            entity={entity}
            id={stored?.id}
            alike={alike}
            {...(force ? { force: () => void save(editor.version, "allow") } : {})}
          />
        )}
        <div className={classes.form} data-record-form>
          <RecordForm entity={entity} state={aside === undefined ? editor.form : { ...editor.form, aside }} />
        </div>
        {stored !== undefined && <RelatedLists entity={entity} id={stored.id} />}
      </div>
      {stored !== undefined && history && (
        <HistoryDrawer
          entity={entity}
          id={stored.id}
          version={stored.version}
          close={() => setHistory(false)}
        />
      )}
      {stored !== undefined && conflict !== undefined && (
        <ConflictDialog entity={entity} editor={editor} conflict={conflict} close={endConflict} save={save} />
      )}
    </article>
  )
}

/** A new record begins at the first field that has to be filled in; on a phone that would raise the keyboard at once. */
function useFirstFocus(entity: Entity, stored: StoredRow | undefined, row: Row): void {
  const isDone = useRef(false)
  useEffect(() => {
    if (isDone.current) return
    isDone.current = true
    if (stored !== undefined || window.matchMedia("(max-width: 48em)").matches) return
    const open = Object.values(entity.fields).filter(
      ({ name, required, read_only }) => required && !read_only && (row[name] ?? null) === null,
    )
    focusField(new Set(open.map(({ name }) => name)))
  }, [entity, stored, row])
}

/** The tab of what the record has written into the books. */
function useEntries(entity: Entity, stored: StoredRow | undefined): Aside | undefined {
  const say = useText()
  const model = useModel()
  const id = stored?.id
  const shown = useMemo(() => hasEntries(model, entity), [model, entity])
  const title = say("record.entries")
  return useMemo(
    () =>
      id === undefined || !shown ? undefined : { title, content: <EntriesOf entity={entity} id={id} /> },
    [id, shown, title, entity],
  )
}

function titleOfRecord(entity: Entity, row: { readonly [name: string]: unknown }): string | undefined {
  const value = row[entity.title_field]
  return typeof value === "string" && value.trim() !== "" ? value : undefined
}

function useRestoredNotice(restored: boolean): void {
  const say = useText()
  const notify = useNotify()
  const said = useRef(false)
  useEffect(() => {
    if (!restored || said.current) return
    said.current = true
    notify({ tone: "good", text: say("record.restored") })
  }, [restored, notify, say])
}
