// Invents people, organisations, addresses and telephone numbers. Numbers and domains are from the ranges that regulators
// keep free for fiction (Ofcom, Bundesnetzagentur, ARCEP, NANPA 555-01xx; RFC 2606), so that nobody is called by mistake.
import organisationWords from "../words/organisations.json" with { type: "json" }
import peopleWords from "../words/people.json" with { type: "json" }
import placeWords from "../words/places.json" with { type: "json" }
import type { Random } from "../types.ts"
import type { Json } from "../types.ts"

export interface Place {
  readonly country: CountryCode
  readonly language: Language
  readonly street: string
  readonly postal_code: string
  readonly city: string
  /** Code of the region. */
  readonly region: string
  readonly phone: string
  readonly mobile: string
}
export interface Name {
  readonly salutation: string
  readonly first_name: string
  readonly last_name: string
}
type CountryCode = keyof typeof placeWords
type Language = keyof typeof organisationWords

/** Somewhere in a country, with telephone numbers of the place. */
export function place(random: Random, code: string): Place {
  const country = countryCode(code)
  const { language, mobile, streets, cities } = placeWords[country]
  const city = random.weigh(cities)
  const number = random.int(1, 180)
  const street = random.pick(streets)
  return {
    country,
    language: language === "de" || language === "fr" ? language : "en",
    street: country === "DE" ? `${street} ${number}` : `${number} ${street}`,
    postal_code: random.fill(city.postal),
    city: city.name,
    region: city.region,
    phone: random.fill(city.phone),
    mobile: random.fill(mobile),
  }
}

/** Somebody with a name of the country. */
export function person(random: Random, country: string): Name {
  const { women, men, last, salutations } = peopleWords[peopleOf(country)]
  const isWoman = random.chance(0.5)
  return {
    salutation: salutations[isWoman ? 0 : 1] ?? "",
    first_name: random.pick(isWoman ? women : men),
    last_name: random.pick(last),
  }
}

/** Names an organisation of one of the trades at a place. */
export type Namer = (trades: readonly string[], at: Place) => string

/** Gives organisations names that none had before. */
export function createNamer(random: Random): Namer {
  const given = new Set<string>()
  return (trades, at) => {
    const { patterns, words, nouns } = organisationWords[at.language]
    const last = peopleWords[peopleOf(at.country)].last
    for (;;) {
      const parts: Readonly<Record<string, string>> = {
        last: random.pick(last),
        other: random.pick(last),
        word: random.pick(words),
        noun: random.pick(nouns),
        city: at.city,
        trade: random.pick(trades),
      }
      const name = random.pick(patterns).replaceAll(/\{([a-z]+)\}/g, (_, part: string) => parts[part] ?? part)
      const full = random.chance(0.6) ? `${name} ${random.pick(placeWords[at.country].forms)}` : name
      if (given.has(bare(name))) continue
      given.add(bare(name))
      return full
    }
  }
}

/** The internet domain of an organisation, under `.example`. */
export function domainOf(name: string): string {
  return `${bare(name.replace(/ (?:Ltd|LLP|& Sons|Group|GmbH & Co\. KG|GmbH|KG|AG|OHG|SARL|SAS|SA|et Fils|Inc\.|LLC|Corp\.|Partners)$/, ""))}.example`
}

/** The address of a person at a domain. */
export function emailOf({ first_name, last_name }: Name, domain: string): string {
  return `${bare(first_name)}.${bare(last_name)}@${domain}`
}

/** The fields that an address is written in. */
export function addressFields(
  at: Place,
  ids: { readonly country: string; readonly region: string },
): Readonly<Record<string, Json>> {
  return {
    street: at.street,
    postal_code: at.postal_code,
    city: at.city,
    region: ids.region,
    country: ids.country,
  }
}

/** Lower-case letters, digits and hyphens only. */
function bare(text: string): string {
  const plain = text.replaceAll("ß", "ss").normalize("NFD").replaceAll(/\p{M}/gu, "")
  return plain
    .toLowerCase()
    .replaceAll(/['’.]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
}

function countryCode(code: string): CountryCode {
  if (code === "GB" || code === "DE" || code === "FR" || code === "US") return code
  throw new Error(`no places are known in ${code}`)
}

function peopleOf(country: string): keyof typeof peopleWords {
  const { people } = placeWords[countryCode(country)]
  return people === "us" || people === "de" || people === "fr" ? people : "en"
}
