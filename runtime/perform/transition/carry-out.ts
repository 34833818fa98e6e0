// What a decision asks to be done besides changing the record: other records made, changed and moved, people told, events.
import { rightsOf, type Grant } from "../../../engine/access/index.ts"
import type { Entity } from "../../../engine/model/index.ts"
import {
  acting,
  once,
  planCreate,
  planUpdate,
  unlike,
  type CreatePlan,
  type WriteEnv,
} from "../../../engine/plan/index.ts"
import type { Made, Work } from "../../../engine/workflow/index.ts"
import { emitTemplate } from "../../sql/index.ts"
import { NOBODY } from "../caller.ts"
import { book, type Book } from "../post/book.ts"
import { carryOver } from "./carry-over.ts"
import type { Move } from "./moved.ts"
import { notify } from "./notify.ts"
import type { Unit } from "./unit.ts"

/** The moved record and what was decided. */
export interface Course {
  readonly id: string
  readonly entity: Entity
  readonly made: Made
  readonly env: WriteEnv
  readonly depth: number
  /** Makes the moves that follow. */
  readonly onward: (unit: Unit, move: Move, grant: Grant) => Promise<unknown>
}
type Create = Extract<Work, { kind: "create" }>

/** Makes the records that the moved one is to refer to, before it does. */
export async function makeReferred(unit: Unit, { made, env }: Pick<Course, "made" | "env">): Promise<void> {
  for (const work of made.works) if (work.kind === "create" && work.referred) await create(unit, work, env)
}

/** Does the rest, in order. */
export async function carryOut(unit: Unit, course: Course): Promise<void> {
  const books = course.made.works.filter(isBook)
  for (const work of course.made.works)
    if (!isBook(work)) await carry(unit, work, course)
    else if (work === books[0]) await book(unit, books, { entity: course.entity.id, id: course.id })
}

/** All that a move writes into ledgers is one posting, written where the first of it stands. */
function isBook(work: Work): work is Book {
  return work.kind === "book"
}

async function carry(unit: Unit, work: Exclude<Work, Book>, course: Course): Promise<void> {
  const { model } = unit.performance.caller.tenant
  const depth = course.depth + 1
  switch (work.kind) {
    case "create": {
      const ids = work.referred
        ? work.records.map((record) => String(record["id"]))
        : await create(unit, work, course.env)
      const { then } = work
      if (then === undefined) return
      for (const id of ids)
        await course.onward(unit, { id, name: then, input: {}, depth }, acting(work.entity, model))
      return
    }
    case "update": {
      const { entity, id, patch } = work
      const plan = planUpdate({ kind: "update", entity, id, patch }, acting(entity, model), model, course.env)
      return unit.write({ ...plan, reply: "none" }, acting(entity, model))
    }
    case "carry":
      return carryOver(unit, work, course)
    case "move": {
      const { entity, id, transition: name, input } = work
      await course.onward(unit, { id, name, input, depth }, acting(entity, model))
      return
    }
    case "notify":
      return notify(unit, work, course)
    case "emit": {
      const template = once(model, `sql emit ${course.entity.id}`, () => emitTemplate(course.entity, model))
      return unit.queue(unit.bound([template], { id: course.id, event: `event ${work.event}` }))
    }
    default:
      return work satisfies never
  }
}

async function create(unit: Unit, { entity, records }: Create, env: WriteEnv): Promise<readonly string[]> {
  const { model } = unit.performance.caller.tenant
  const plan = planCreate(
    { kind: "create", entity, form: "many", records },
    acting(entity, model),
    model,
    env,
  )
  await unit.write({ ...checked(unit, plan), reply: "none" }, acting(entity, model))
  return plan.records.map((record) => String(record["id"]))
}

/** A transition makes for the system, but no more duplicates than who asked for it could make himself. */
function checked({ performance: { caller, duplicates } }: Unit, plan: CreatePlan): CreatePlan {
  if (caller.principal.id === NOBODY) return plan
  return unlike(
    plan,
    rightsOf(caller.principal.roles, caller.tenant.model).access(plan.entity.id),
    duplicates,
  )
}
