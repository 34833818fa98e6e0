// The language of the application's own words: chosen by the person, else by the browser, else English.
import { useSyncExternalStore } from "react"

export const languages = { en: "English", de: "Deutsch", fr: "Français" } as const
export type Language = keyof typeof languages

const key = "tenon.language"
const listeners = new Set<() => void>()
let current = initial()

function initial(): Language {
  const wanted = [localStorage.getItem(key), ...navigator.languages]
  for (const tag of wanted) {
    const short = tag?.slice(0, 2).toLowerCase()
    if (isLanguage(short)) return short
  }
  return "en"
}

function isLanguage(value: string | undefined): value is Language {
  return value !== undefined && Object.hasOwn(languages, value)
}

export function currentLanguage(): Language {
  return current
}

export function chooseLanguage(language: Language): void {
  current = language
  localStorage.setItem(key, language)
  for (const listener of listeners) listener()
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage)
}

/** The locale for dates and numbers: the browser's own region when it speaks the chosen language. */
export function localeOf(language: Language): string {
  return navigator.languages.find((tag) => tag.slice(0, 2).toLowerCase() === language) ?? language
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
