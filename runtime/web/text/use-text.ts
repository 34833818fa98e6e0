// The application's own words in the chosen language; English is in the bundle, the others load when wanted.
import { useSyncExternalStore } from "react"
import { en, type TextKey, type Texts } from "./en.ts"
import { currentLanguage, useLanguage, type Language } from "./language.ts"

export type { TextKey } from "./en.ts"
/** Gives a text with its `{name}` places filled. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

const loaded = new Map<Language, Texts>([["en", en]])
const sayings = new Map<Texts, Say>()
const listeners = new Set<() => void>()

/** Loads the words of a language; resolves at once when they are there. */
export async function loadTexts(language: Language): Promise<void> {
  if (loaded.has(language)) return
  loaded.set(language, language === "de" ? (await import("./de.ts")).de : (await import("./fr.ts")).fr)
  for (const listener of listeners) listener()
}

/** The words of a language once they are there. */
export async function sayingIn(language: Language): Promise<Say> {
  await loadTexts(language)
  return saying(loaded.get(language) ?? en)
}

/** The words of the chosen language, English until they are loaded. */
export function useText(): Say {
  const language = useLanguage()
  const texts = useSyncExternalStore(subscribe, () => loaded.get(language) ?? en)
  return saying(texts)
}

/** The same outside of components, for the moment of the call. */
export function sayNow(): Say {
  return saying(loaded.get(currentLanguage()) ?? en)
}

function saying(texts: Texts): Say {
  const known = sayings.get(texts)
  if (known !== undefined) return known
  const say: Say = (key, values) =>
    values === undefined
      ? texts[key]
      : texts[key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
  sayings.set(texts, say)
  return say
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
