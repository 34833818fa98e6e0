// Parties: the customers that orders and invoices are made out to, and the suppliers of the company.
import { known, record } from "../record.ts"
import type { SeedRecord } from "../types.ts"
import type { Account, Scene } from "./market.ts"
import { placeIds } from "./market.ts"
import { addressFields, domainOf, place, type Place } from "./people.ts"

const taxNumbers: Readonly<Record<string, string>> = {
  GB: "GB ### #### ##",
  DE: "DE#########",
  FR: "FR## #########",
  US: "##-#######",
}

/** The party of an account that has become a customer. */
export function customerParty(scene: Scene, id: string, account: Account): SeedRecord {
  return party(scene, id, account.place, {
    name: account.name,
    domain: account.domain,
    currency: account.market.currency,
    role: "is_customer",
    people: account.contacts.slice(0, 2).map(({ email }) => email),
  })
}

export function supplierParties(scene: Scene): readonly SeedRecord[] {
  const { random, profile, from } = scene.world
  return Array.from({ length: profile.volumes.suppliers }, () => {
    const market = random.weigh(profile.markets)
    const at = place(random, market.country)
    const name = scene.namer(profile.suppliers[at.language] ?? profile.suppliers["en"] ?? [], at)
    return party(scene, random.id(from), at, {
      name,
      domain: domainOf(name),
      currency: market.currency,
      role: "is_supplier",
      people: [],
    })
  })
}

interface Told {
  readonly name: string
  readonly domain: string
  readonly currency: string
  readonly role: "is_customer" | "is_supplier"
  readonly people: readonly string[]
}

function party({ world }: Scene, id: string, at: Place, told: Told): SeedRecord {
  const { random, reference } = world
  const ids = placeIds(world, at)
  return record(id, {
    kind: "company",
    name: told.name,
    [told.role]: true,
    tax_id: random.fill(taxNumbers[at.country] ?? "##########"),
    language: known(reference.languages, at.language),
    currency: known(reference.currencies, told.currency),
    country: ids.country,
    email: `accounts@${told.domain}`,
    phone: at.phone,
    website: `https://www.${told.domain}`,
    addresses: [{ kind: "main", ...addressFields(at, ids) }],
    contact_points: told.people.map((value, index) => ({ kind: "email", value, preferred: index === 0 })),
    bank_accounts: random.chance(0.5)
      ? [bankAccount(world.random, at, known(reference.currencies, told.currency), told.name)]
      : [],
  })
}

function bankAccount(
  random: Scene["world"]["random"],
  at: Place,
  currency: string,
  holder: string,
): Readonly<Record<string, string | boolean>> {
  const number =
    at.country === "US"
      ? random.fill("##########")
      : iban(at.country, random.fill(patterns[at.country] ?? "##########"))
  return { holder: holder.slice(0, 120), iban: number, currency, preferred: true }
}

/** National part of an account number, by country; the bank TEST does not exist. */
const patterns: Readonly<Record<string, string>> = {
  GB: "TEST##############",
  DE: "##################",
  FR: "#######################",
}

/** An IBAN with its check digits (ISO 13616, ISO 7064 mod 97-10). */
function iban(country: string, national: string): string {
  const digits = [...`${national}${country}00`].map((sign) => String(Number.parseInt(sign, 36))).join("")
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${national}`
}
