import type { Field } from "../contract/model.ts"
import { useText } from "../text/use-text.ts"
import classes from "./rows.module.css"

interface Props {
  readonly field: Field
  readonly faults: ReadonlyMap<string, string>
}

/** How many faults are worded; cells beyond are marked all the same. */
const most = 4

/** What is wrong in which row, in words above the rows: a mark at the cell alone does not say. */
export function RowFaults({ field, faults }: Props) {
  const say = useText()
  const told = [...faults].flatMap(([path, message]) => {
    const [, name, index, column] = path.split("/")
    if (name !== field.name || index === undefined) return []
    const title = field.rows?.fields[column ?? ""]?.title
    const number = Number(index) + 1
    const place = [`${say("rows.number")} ${number}`, ...(title === undefined ? [] : [title])].join(", ")
    return [{ path, number, text: `${place}: ${message}` }]
  })
  if (told.length === 0) return null
  const shown = told.toSorted((a, b) => a.number - b.number).slice(0, most)
  return (
    <ul className={classes.faults} role="alert">
      {shown.map(({ path, text }) => (
        <li key={path}>{text}</li>
      ))}
      {told.length > most && <li>{say("record.faults", { count: told.length })}</li>}
    </ul>
  )
}
