// Lays the fields out: tabs, in them sections, in them a grid of one to four columns (one on a phone).
import { Tabs } from "@mantine/core"
import type { ObjectFieldTemplateProps, RJSFSchema } from "@rjsf/utils"
import { isValidElement, useState, type ReactNode } from "react"
import type { Placement, Section } from "../contract/model.ts"
import { useText } from "../text/use-text.ts"
import type { FormData } from "./form-data.ts"
import { useFormState } from "./form-state.ts"
import classes from "./form.module.css"

type Contents = ReadonlyMap<string, ReactNode>

export function SectionTemplate({ properties, uiSchema }: ObjectFieldTemplateProps<FormData, RJSFSchema>) {
  const say = useText()
  const { faults, shows, aside } = useFormState()
  const contents: Contents = new Map(properties.map(({ name, content }) => [name, content]))
  const sections = sectionsOf(uiSchema).filter((section) => shows(section.visible))
  const tabs = tabsOf(sections, say("record.general"))
  const [open, setOpen] = useState<string | null>(null)
  if (tabs.length === 1 && aside === undefined) return <Sections sections={sections} contents={contents} />
  const known = open === aside?.title || tabs.some((tab) => tab.title === open)
  const current = known && open !== null ? open : (tabs[0]?.title ?? null)
  return (
    <Tabs value={current} onChange={setOpen} keepMounted={false}>
      <Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.title} value={tab.title}>
            {tab.title}
            {countFaults(tab.sections, faults) > 0 && (
              <span className={classes.tabFaults}>
                {say("record.faults", { count: countFaults(tab.sections, faults) })}
              </span>
            )}
          </Tabs.Tab>
        ))}
        {aside !== undefined && <Tabs.Tab value={aside.title}>{aside.title}</Tabs.Tab>}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.title} value={tab.title} pt="md">
          <Sections sections={tab.sections} contents={contents} />
        </Tabs.Panel>
      ))}
      {aside !== undefined && (
        <Tabs.Panel value={aside.title} pt="md">
          {aside.content}
        </Tabs.Panel>
      )}
    </Tabs>
  )
}

function Sections({
  sections,
  contents,
}: {
  readonly sections: readonly Section[]
  readonly contents: Contents
}) {
  const { stateOf } = useFormState()
  return sections.map((section) => {
    const shown = section.fields.filter((placement) => stateOf(placement.field).visible)
    if (shown.length === 0) return null
    return (
      <section key={section.key} className={classes.section} aria-label={section.title}>
        {section.title !== undefined && !namedByRows(section, shown) && (
          <h2 className={classes.sectionTitle}>{section.title}</h2>
        )}
        <div className={classes.grid} data-columns={section.columns}>
          {shown.map((placement) => (
            <div
              key={placement.field}
              className={classes.place}
              data-span={placement.span}
              data-field={placement.field}
            >
              {contents.get(placement.field)}
            </div>
          ))}
        </div>
      </section>
    )
  })
}

/** A grid of rows brings its own caption; a section that holds nothing else needs no second one. */
function namedByRows(section: Section, shown: readonly Placement[]): boolean {
  const only = shown.length === 1 ? shown[0] : undefined
  return only !== undefined && only.field === section.key
}

interface Tab {
  readonly title: string
  readonly sections: readonly Section[]
}

function tabsOf(sections: readonly Section[], general: string): readonly Tab[] {
  const tabs = new Map<string, Section[]>()
  for (const section of sections) {
    const title = section.tab ?? general
    tabs.set(title, [...(tabs.get(title) ?? []), section])
  }
  return [...tabs].map(([title, members]) => ({ title, sections: members }))
}

function countFaults(sections: readonly Section[], faults: ReadonlyMap<string, string>): number {
  const names = new Set(sections.flatMap((section) => section.fields.map((placement) => placement.field)))
  return [...faults.keys()].filter((path) => names.has(path.split("/")[1] ?? "")).length
}

function sectionsOf(
  uiSchema: ObjectFieldTemplateProps<FormData, RJSFSchema>["uiSchema"],
): readonly Section[] {
  const options = uiSchema?.["ui:options"]
  const sections: unknown = options?.sections
  return Array.isArray(sections) && !sections.some(isValidElement) ? (sections as readonly Section[]) : [] // put there by schemaOf
}
