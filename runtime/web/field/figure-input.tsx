// Integers and exact decimals, typed as the locale writes them. What is no number stays as typed, and is marked.
import { TextInput } from "@mantine/core"
import { useState } from "react"
import { sortOf } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import type { Json } from "../contract/record.ts"
import { editDecimal, formatDecimal, readDecimal } from "../format/decimal.ts"
import { localeOf, useLanguage } from "../text/language.ts"
import { inputText, wrapperProps, type InputProps } from "./input-props.ts"
import classes from "./field.module.css"

export function FigureInput(props: InputProps) {
  const { field, value, onChange, beside } = props
  const locale = localeOf(useLanguage())
  const [typed, setTyped] = useState<string>()
  const plain = inputText(value)
  const suffix = field.format === "percent" ? "%" : beside
  const shown = /^-?\d+(\.\d+)?$/.test(plain)
    ? formatDecimal(plain, locale, field.format === "money" ? field.scale : 0)
    : plain
  return (
    <TextInput
      {...wrapperProps(props)}
      classNames={{ input: classes.figure ?? "" }}
      inputMode={field.minimum !== undefined && field.minimum >= 0 ? "decimal" : "text"}
      autoComplete="off"
      rightSection={suffix === undefined ? undefined : <span className={classes.beside}>{suffix}</span>}
      rightSectionWidth={suffix === undefined ? undefined : 18 + suffix.length * 9}
      rightSectionPointerEvents="none"
      value={typed ?? shown}
      onFocus={() => setTyped(/^-?[\d.]+$/.test(plain) ? editDecimal(plain, locale) : plain)}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(figureValue(field, event.currentTarget.value, locale))
      }}
    />
  )
}

/** The value that a typed text stands for: null when empty, the text itself when it is no number. */
export function figureValue(field: Field, text: string, locale: string): Json {
  if (text.trim() === "") return null
  const decimal = readDecimal(text, locale)
  if (decimal === undefined) return text
  if (sortOf(field) === "decimal") return decimal
  const whole = Number(decimal)
  return Number.isSafeInteger(whole) ? whole : text
}
