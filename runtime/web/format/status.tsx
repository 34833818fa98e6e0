import type { Field } from "../contract/model.ts"
import classes from "./status.module.css"

/** A choice as coloured text; the sign before it differs by colour too, so that nobody depends on hue. */
export function Status({ field, value }: { readonly field: Field; readonly value: string }) {
  const choice = field.enum?.find((each) => each.value === value)
  if (choice === undefined) return <span>{value}</span>
  if (choice.color === undefined) return <span>{choice.title}</span>
  return (
    <span className={classes.status} data-color={choice.color}>
      <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
        {signs[choice.color] ?? signs.gray}
      </svg>
      <span className={classes.title}>{choice.title}</span>
    </span>
  )
}

const signs: Readonly<Record<string, React.JSX.Element>> = {
  gray: (
    <circle
      cx="5"
      cy="5"
      r="3.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeDasharray="2 1.6"
    />
  ),
  blue: <circle cx="5" cy="5" r="3.8" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  teal: <path d="M5 .8 9.2 5 5 9.2.8 5z" fill="currentColor" />,
  violet: <path d="M5 1.2a3.8 3.8 0 1 1 0 7.6z" fill="currentColor" />,
  yellow: (
    <path d="M5 1 9.4 9H.6z" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
  ),
  orange: <path d="M5 1 9.4 9H.6z" fill="currentColor" />,
  green: <circle cx="5" cy="5" r="4.4" fill="currentColor" />,
  red: <rect x="1" y="1" width="8" height="8" rx="1.5" fill="currentColor" />,
}
