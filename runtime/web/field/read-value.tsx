// A value that cannot be changed here: shown as text, not as a greyed input.
import { Input } from "@mantine/core"
import { rowsTarget } from "../contract/child-rows.ts"
import { sortOf, targetsOf } from "../contract/fields.ts"
import { isAnyReference, referenceId, type Json, textOf, isList } from "../contract/record.ts"
import { Status } from "../format/status.tsx"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import { Link } from "../route/link.tsx"
import { recordPath } from "../route/route.ts"
import classes from "./field.module.css"
import { wrapperProps, type InputProps } from "./input-props.ts"
import { useTitle } from "./titles.ts"

export function ReadValue(props: InputProps) {
  const { field, value, label, beside } = props
  const shown = <Value field={field} value={value} beside={beside} />
  if (label === undefined) return shown
  const { "aria-required": _, ...wrapper } = wrapperProps(props)
  return (
    <Input.Wrapper {...wrapper} withAsterisk={false} labelElement="div" size="xs">
      <div className={classes.read} role="group" aria-label={label}>
        {shown}
      </div>
    </Input.Wrapper>
  )
}

interface ValueProps {
  readonly field: InputProps["field"]
  readonly value: Json | undefined
  readonly beside: string | undefined
}

function Value({ field, value, beside }: ValueProps) {
  const wording = useWording()
  if (value === null || value === undefined || value === "") return <span className={classes.blank}>–</span>
  switch (sortOf(field)) {
    case "reference":
      return <ReferenceLink entity={targetsOf(field)[0]} id={referenceId(value)} />
    case "any_reference":
      return isAnyReference(value) ? <ReferenceLink entity={value.entity} id={value.id} /> : null
    case "many":
      return isList(value) ? (
        <span className={classes.links}>
          {value.map((each, index) => (
            <ReferenceLink key={index} entity={targetsOf(field)[0]} id={referenceId(each)} />
          ))}
        </span>
      ) : null
    case "choice":
      return <Status field={field} value={textOf(value)} />
    default:
      return <span className={classes.readText}>{valueText(field, value, wording, beside)}</span>
  }
}

function ReferenceLink({
  entity,
  id,
}: {
  readonly entity: string | undefined
  readonly id: string | undefined
}) {
  const title = useTitle(entity, id)
  if (entity === undefined || id === undefined) return null
  if (rowsTarget(entity) !== undefined) return <span className={classes.readText}>{title ?? "…"}</span>
  return <Link href={recordPath(entity, id)}>{title ?? "…"}</Link>
}
