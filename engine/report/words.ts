// The few words of files that stand in no metadata, in the languages that the application speaks.

/** Words of headings and totals. */
export interface Words {
  readonly total: string
  readonly before: string
  readonly change: string
  readonly percent: string
  /** Of values without a name. */
  readonly nothing: string
}

const english: Words = {
  total: "Total",
  before: "(before)",
  change: "(change)",
  percent: "(change, %)",
  nothing: "None",
}

const known: Readonly<Record<string, Words>> = {
  en: english,
  de: {
    total: "Summe",
    before: "(zuvor)",
    change: "(Veränderung)",
    percent: "(Veränderung, %)",
    nothing: "Ohne",
  },
  fr: {
    total: "Total",
    before: "(avant)",
    change: "(variation)",
    percent: "(variation, %)",
    nothing: "Aucun",
  },
}

/** The words in a language, `de` or `de-AT`; English where there are none. */
export function wordsIn(language: string): Words {
  return known[language.split("-")[0] ?? ""] ?? english
}
