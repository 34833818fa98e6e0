// The books of a demo company: two years of documents, made and moved through the door that every document goes through,
// one lane for each of its legal entities.
import { addDays } from "../days.ts"
import { known } from "../record.ts"
import type { Batch, OwnCompany, Profile } from "../types.ts"
import { stepsOf, type Desk, type DeskBase } from "./desk.ts"
import { foundation, goodsOf, type Foundation } from "./foundation.ts"
import { groundOf, type Ground } from "./ground.ts"
import { keep, lay, type Kept, type Watch } from "./keep.ts"
import { openHousehold } from "./running.ts"
import { openPractice, practiceOn } from "./services.ts"
import { openTrade, tradeOn } from "./trade/trade.ts"
import type { BooksDoor } from "./types.ts"

export type { Kept, Watch } from "./keep.ts"
export type { Book, BooksDoor, Step } from "./types.ts"

/** The books of one legal entity. */
export interface Lane {
  readonly title: string
  /** How many documents there will be. */
  readonly count: number
  /** Makes what is missing. Several lanes may be kept at once. */
  keep(door: BooksDoor, watch: Watch): Promise<Kept>
}

/** A tale and the company that it is about. */
export interface Tale {
  readonly profile: Profile
  batches(today: string): Iterable<Batch>
}

/** The lanes of a company whose tale is behind the door already; none if it is not, or was another one. Lays what the books
 * stand on first. `factor` is how much happens: 1 is two years of an ordinary company, thousands of documents. */
export async function booksOf(
  { profile, batches }: Tale,
  door: BooksDoor,
  factor: number,
): Promise<readonly Lane[]> {
  const today = await dayOfTale(profile, door)
  if (today === undefined) return []
  const ground = groundOf(profile, batches(today), today)
  const parties = await door.states("base.party")
  if (![...ground.suppliers, ...ground.customers].every(({ id }) => parties.has(id))) return []
  const from = `${addDays(today, -(span - 31)).slice(0, 7)}-01`
  const lanes: Lane[] = []
  for (const own of profile.companies) {
    const base = await foundation(ground, own, from)
    await lay(known(ground.companies, own.code), base, door)
    lanes.push(laneOf(ground, own, { from, factor, base }))
  }
  return lanes
}

/** The day that a tale leads up to is read off the id of its company, a UUID of version 7 of the first day. */
async function dayOfTale({ companies: [own] }: Profile, door: BooksDoor): Promise<string | undefined> {
  const [found] = await door.find("base.company", `code == '${own?.code ?? ""}'`)
  if (found === undefined) return undefined
  const made = Number.parseInt(found.id.replace("-", "").slice(0, 12), 16)
  return addDays(new Date(made).toISOString().slice(0, 10), span)
}

/** Days of a tale. */
const span = 730

function laneOf(
  ground: Ground,
  own: OwnCompany,
  { from, factor, base }: { readonly from: string; readonly factor: number; readonly base: Foundation },
): Lane {
  const desk: DeskBase = {
    ground,
    own,
    laid: base.laid,
    from,
    factor: factor * (own.parent === undefined ? 1 : 0.5),
  }
  const steps = stepsOf(desk, goodsOf(ground, own).length > 0 ? trading : serving)
  return {
    title: own.name,
    count: steps.length,
    keep: (door, watch) => keep(steps, door, watch),
  }
}

function trading(desk: Desk): (day: string) => void {
  openHousehold(desk, { capital: 250_000, wages: 21_000, rent: 3_800, wear: 900 })
  const trade = openTrade(desk)
  return (day) => tradeOn(trade, day)
}

function serving(desk: Desk): (day: string) => void {
  openHousehold(desk, { capital: 120_000, wages: 96_000, rent: 9_400, wear: 650 })
  const practice = openPractice(desk)
  return (day) => practiceOn(practice, day)
}
