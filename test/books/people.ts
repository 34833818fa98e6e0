// People who keep the same books at once: each asks over HTTP, and takes a refusal for an answer. What nobody may see is a
// failure.
import { expect } from "chai"
import type { TestTenant } from "../support/server.ts"
import { clerkAt, type Book, type Clerk, type Fields } from "../support/clerk.ts"
import type { Storekeeper } from "../support/storekeeper.ts"
import type { Dice } from "./dice.ts"

/** What all of them work with. */
export interface World {
  readonly store: Storekeeper
  readonly customers: readonly [string, ...string[]]
  readonly suppliers: readonly [string, ...string[]]
  readonly items: readonly [string, ...string[]]
  readonly taxes: readonly [string, ...string[]]
  readonly tally: Tally
}

export interface Person {
  readonly world: World
  readonly dice: Dice
  readonly clerk: Clerk
  /** Asks; gives the record where it is not refused. */
  dare(what: string, body?: Fields): Promise<Book | undefined>
  /** One of the latest records that the condition holds for, if there are any. */
  some(entity: string, filter: string): Promise<Book | undefined>
  /** Makes it and posts it; gives it as it is posted. */
  post(entity: string, fields: Fields, input?: Fields): Promise<Book | undefined>
  move(entity: string, id: string, name: string, input?: Fields): Promise<Book | undefined>
}

/** A doing, by its name in the tally; `weight` of them in the urn. */
export interface Doing {
  readonly name: string
  readonly weight: number
  run(person: Person): Promise<unknown>
}

/** How often what was asked was done, and with which code it was refused. */
export type Tally = Map<string, Map<string, number>>

/** How many of the latest records somebody chooses among: few, so that people meet. */
const near = 12

export function personAt(world: World, url: string, token: string, dice: Dice): Person {
  const clerk = clerkAt(`${url}/api/v1`, token)
  const dare: Person["dare"] = async (what, body = {}) => {
    const { status, text, json } = await clerk.ask(what, body)
    expect(status, `${what} ${JSON.stringify(body)}: ${text}`).to.be.below(500)
    count(world.tally, what.replace(/[0-9a-f-]{36}/g, "*"), status < 300 ? "done" : json.code)
    return status < 300 ? json : undefined
  }
  const move: Person["move"] = (entity, id, name, input = {}) =>
    dare(`POST records/${entity}/${id}/transitions/${name}`, input)
  return {
    ...{ world, dice, clerk, dare, move },
    some: async (entity, filter) => {
      const query = new URLSearchParams({ filter, sort: "-id", limit: String(near) })
      const { items } = await clerk.sure(`GET records/${entity}?${query.toString()}`)
      const [first, ...rest] = items as readonly Book[] // a list's members
      return first && dice.among([first, ...rest])
    },
    post: async (entity, fields, input) => {
      const made = await dare(`POST records/${entity}`, { company: world.store.company, ...fields })
      return made && move(entity, made.id, "post", input)
    },
  }
}

function count(tally: Tally, what: string, answer: string): void {
  const known = tally.get(what) ?? new Map<string, number>()
  tally.set(what, known.set(answer, (known.get(answer) ?? 0) + 1))
}

/** A person by the doings' weights. */
export async function works(person: Person, doings: readonly Doing[], steps: number): Promise<void> {
  const urn = doings.flatMap((doing) => Array.from({ length: doing.weight }, () => doing))
  for (let i = 0; i < steps; i++) await urn[person.dice.whole(0, urn.length - 1)]?.run(person)
}

/** Money from 0.01 to `most`, often with a fraction that does not divide. */
export function money(dice: Dice, most = 500): string {
  return (0.01 + dice.next() * most).toFixed(2)
}

/** A day from January to June 2026. */
export function day(dice: Dice): string {
  return `2026-0${String(dice.whole(1, 6))}-${String(dice.whole(10, 28))}`
}

export type { TestTenant }
