// The books of the demo companies: thousands of documents, kept in the background while the server already answers. What
// is there is left as it is, so that a start after a kill goes on where the last one ended.
import { lockBooks, unlockBooks } from "../../sql/tenancy/index.ts"
import { findTenant, registryOf } from "../../tenant/index.ts"
import type { DemoCompany, World } from "../world.ts"
import { booksDoor } from "./books-door.ts"

/** What became of the books of a company. */
export interface KeptBooks {
  readonly tenant: string
  /** Documents made now. */
  readonly documents: number
  readonly refused: readonly string[]
}

export interface Telling {
  /** How far the books of a legal entity are. */
  progress(title: string, count: number, of: number): void
  isOver(): boolean
}

/** Keeps the books of the company up to the day that its tale leads up to, one process at a time; nothing for a company that
 * is not there. */
export async function keepBooks(world: World, company: DemoCompany, telling: Telling): Promise<KeptBooks> {
  const { control, tenants } = world
  const found = await findTenant(registryOf(control), { name: company.tenant })
  if (found?.state !== "active") return { tenant: company.tenant, documents: 0, refused: [] }
  const door = booksDoor(world.performParts, await tenants.byName(company.tenant))
  return control.admin.session(control.home, async (session) => {
    await session.run([lockBooks(company.tenant)])
    try {
      const lanes = await company.books(door)
      const kept = await Promise.all(
        lanes.map((lane) =>
          lane.keep(door, {
            isOver: () => telling.isOver(),
            progress: (count) => telling.progress(lane.title, count, lane.count),
          }),
        ),
      )
      return {
        tenant: company.tenant,
        documents: kept.reduce((sum, { done }) => sum + done, 0),
        refused: kept.flatMap(({ refused }) => refused),
      }
    } finally {
      await session.run([unlockBooks(company.tenant)])
    }
  })
}

/** How far the books of a legal entity are, in documents. */
export interface Underway {
  readonly title: string
  readonly done: number
  readonly of: number
}

export interface BackgroundBooks {
  /** What is not finished of the tenant's. */
  underway(tenant: string): readonly Underway[]
  /** Ends after the documents in hand. */
  stop(): Promise<void>
}

/** Keeps the books of all demo companies at once, beside the requests; says every tenth of each legal entity's, and what was
 * refused. */
export function startBooks(world: World, say: (line: string) => void): BackgroundBooks {
  let over = false
  const underway = new Map<string, Map<string, Underway>>()
  const work = async (company: DemoCompany): Promise<void> => {
    const lanes = new Map<string, Underway>()
    underway.set(company.tenant, lanes)
    const tenths = everyTenth(say)
    const { documents, refused } = await keepBooks(world, company, {
      isOver: () => over,
      progress(title, done, of) {
        lanes.set(title, { title, done, of })
        tenths(title, done, of)
      },
    })
    if (documents > 0 && !over) say(`The books of ${company.title} are kept: ${documents} documents.`)
    for (const reason of refused.slice(0, 5)) say(`Not in the books of ${company.title}: ${reason}`)
  }
  const running = world.seeds.companies.map((company) =>
    work(company)
      .catch((fault: unknown) => say(`The books of ${company.title} stop: ${String(fault)}`))
      .finally(() => underway.delete(company.tenant)),
  )
  return {
    underway: (tenant) => [...(underway.get(tenant)?.values() ?? [])].filter(({ done, of }) => done < of),
    async stop() {
      over = true
      await Promise.all(running)
    },
  }
}

/** Says each tenth once; nothing of books that were complete before. */
function everyTenth(say: (line: string) => void): Telling["progress"] {
  const told = new Map<string, number>()
  return (title, count, of) => {
    const tenth = Math.floor((count * 10) / of)
    if ((told.get(title) ?? 0) >= tenth) return
    told.set(title, tenth)
    say(`Books of ${title}: ${count} of ${of} documents.`)
  }
}
