import { useMemo } from "react"
import { useModel } from "../api/model.ts"
import { localeOf, useLanguage } from "../text/language.ts"
import { useText } from "../text/use-text.ts"
import type { Wording } from "./value-text.ts"

/** What is needed to put values into words: model, locale and texts. */
export function useWording(): Wording {
  const model = useModel()
  const language = useLanguage()
  const say = useText()
  return useMemo(() => ({ model, locale: localeOf(language), say }), [model, language, say])
}
