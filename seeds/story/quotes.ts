// Quotes: what was offered for an opportunity, sometimes in a second revision, and what the customer said.
import { addDays, daysBetween, workingDay } from "../days.ts"
import { known, record } from "../record.ts"
import type { SeedRecord } from "../types.ts"
import type { Scene } from "./market.ts"
import { itemRows, type Item, type Opportunity } from "./opportunities.ts"
import type { Rates } from "./rates.ts"

/** The quotes of all opportunities whose items were priced; a revision comes after the quote that it replaces. */
export function quoteRecords(scene: Scene, rates: Rates, all: readonly Opportunity[]): readonly SeedRecord[] {
  return all.filter((of) => isQuoted(scene, of)).flatMap((of) => quotesOf(scene, rates, of))
}

function isQuoted({ world: { random } }: Scene, { items, status, stage }: Opportunity): boolean {
  if (items.length === 0) return false
  if (status === "won") return random.chance(0.95)
  return status === "lost" ? random.chance(0.62) : stage.probability >= 45
}

function quotesOf(scene: Scene, rates: Rates, of: Opportunity): readonly SeedRecord[] {
  const { random, today } = scene.world
  const end = of.status === "open" ? today : of.closes
  const issued = workingDay(addDays(of.opened, daysBetween(of.opened, end) * 0.45))
  const first = issued > end ? end : issued
  const status = statusOf(scene, of)
  const isRevised = random.chance(0.2) && status !== "draft" && daysBetween(first, end) > 6
  if (!isRevised) return [quote(scene, rates, of, { issued: first, status })]
  const dearer = of.items.map((item) => ({ ...item, price: Math.round(item.price * 1.08 * 20) / 20 }))
  const before = quote(scene, rates, of, {
    issued: first,
    status: "declined",
    items: dearer,
    reason: "Replaced by a new revision",
  })
  return [before, quote(scene, rates, of, { issued: addDays(first, 4), status, replaces: before.id })]
}

function statusOf({ world: { random } }: Scene, { status }: Opportunity): string {
  if (status === "won") return random.pick(["accepted", "ordered", "ordered"])
  if (status === "lost") return random.pick(["declined", "declined", "expired"])
  return random.pick(["draft", "sent", "sent", "sent"])
}

interface Offer {
  readonly issued: string
  readonly status: string
  readonly items?: readonly Item[]
  readonly reason?: string
  readonly replaces?: string
}

const reasons = ["Too expensive", "Other supplier chosen", "Needs have changed", "No answer from the board"]

function quote(
  scene: Scene,
  rates: Rates,
  of: Opportunity,
  { issued, status, items, reason, replaces }: Offer,
): SeedRecord {
  const { random, reference, profile } = scene.world
  const { owner, market, name } = of.account
  const tax = profile.tax[market.country] ?? "0"
  const isAccepted = status === "accepted" || status === "ordered"
  return record(random.id(issued), {
    title: of.name,
    revision: replaces === undefined ? 1 : 2,
    replaces,
    state: status,
    opportunity: of.id,
    account: of.account.id,
    contact: of.contact.id,
    company: owner.company,
    issue_date: issued,
    valid_until: addDays(issued, 30),
    accepted_on: isAccepted ? of.closes : undefined,
    currency: known(reference.currencies, market.currency),
    exchange_rate: rates.rate(market.currency, owner.currency, issued),
    lines: itemRows(scene, items ?? of.items).map((row) => ({ ...row, tax_percent: tax })),
    discount_percent: random.pick(["0", "0", "0", "2", "5"]),
    owner: owner.id,
    team: owner.team,
    recipient: `${name}\n${of.account.place.street}\n${of.account.place.postal_code} ${of.account.place.city}`,
    payment_terms: random.pick(["30 days net", "14 days net", "14 days, 2 % discount; 30 days net"]),
    declined_reason: status === "declined" ? (reason ?? random.pick(reasons)) : undefined,
  })
}
