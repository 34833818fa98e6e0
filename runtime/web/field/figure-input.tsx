// Integers and exact decimals, typed as the locale writes them. What is no number stays as typed, and is marked.
import { TextInput } from "@mantine/core"
import { useState } from "react"
import { textOf } from "../contract/record.ts"
import { editDecimal, formatDecimal } from "../format/decimal.ts"
import { localeOf, useLanguage } from "../text/language.ts"
import { wrapperProps, type InputProps } from "./input-props.ts"
import classes from "./field.module.css"
import { figureValue } from "./figure-value.ts"

export function FigureInput(props: InputProps) {
  const { field, value, onChange, beside } = props
  const locale = localeOf(useLanguage())
  const plain = textOf(value)
  const editable = isDecimal(plain) ? editDecimal(plain, locale) : plain
  const [typed, setTyped] = useState(props.entered === true ? editable : undefined)
  const suffix = field.format === "percent" ? "%" : beside
  const shown = isDecimal(plain)
    ? formatDecimal(plain, locale, field.format === "money" ? Math.min(field.scale ?? 2, 2) : 0)
    : plain
  return (
    <TextInput
      {...wrapperProps(props)}
      classNames={{ input: classes.figure ?? "" }}
      inputMode={Number(field.minimum ?? -1) >= 0 ? "decimal" : "text"}
      autoComplete="off"
      rightSection={suffix === undefined ? undefined : <span className={classes.beside}>{suffix}</span>}
      rightSectionWidth={suffix === undefined ? undefined : 18 + suffix.length * 9}
      rightSectionPointerEvents="none"
      value={typed ?? shown}
      onFocus={() => setTyped(editable)}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(figureValue(field, event.currentTarget.value, locale))
      }}
    />
  )
}

function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}
