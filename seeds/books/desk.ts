// The desk of one legal entity: a calendar on which every matter lays down what follows from it, and the steps that come
// of it, in the order of the days.
import type { LaidChart } from "../charts.ts"
import { addDays, workingDay } from "../days.ts"
import { known } from "../record.ts"
import type { OwnCompany, Random } from "../types.ts"
import type { Ground } from "./ground.ts"
import type { Step } from "./types.ts"

export interface Desk {
  readonly ground: Ground
  readonly own: OwnCompany
  /** Id of the legal entity. */
  readonly company: string
  readonly laid: LaidChart
  readonly random: Random
  /** The first day of the books, the first of a month. */
  readonly from: string
  /** How much happens: 1 is an ordinary month. */
  readonly factor: number
  /** Takes the step down. */
  step(step: Step): void
  /** Does it on the day, after all that was laid down for that day before; never if the day is still to come. */
  on(day: string, work: () => void): void
  /** The same on the working day so many days later. */
  later(day: string, days: number, work: (day: string) => void): void
  id(key: string): string
  account(code: string): string
  tax(code: string): string
}

export type DeskBase = Pick<Desk, "ground" | "own" | "laid" | "from" | "factor">

/** All steps up to today: `open` lays down what begins and gives what happens every day, after what was laid down for it. */
export function stepsOf(base: DeskBase, open: (desk: Desk) => (day: string) => void): readonly Step[] {
  const { ground, own, laid, from } = base
  const agenda = new Map<string, (() => void)[]>()
  const steps: Step[] = []
  const on: Desk["on"] = (day, work) => {
    const works = agenda.get(day) ?? []
    agenda.set(day, works)
    // Also while the day runs: what follows at once comes after what was there.
    works.push(work)
  }
  const desk: Desk = {
    ...base,
    company: known(ground.companies, own.code),
    random: ground.random(own.code),
    step: (step) => void steps.push(step),
    on,
    later(day, days, work) {
      const then = workingDay(addDays(day, days))
      on(then, () => work(then))
    },
    id: (key) => ground.idOf(`${own.code} ${key}`),
    account: (code) => known(laid.accounts, code),
    tax: (code) => known(laid.taxes, code),
  }
  const each = open(desk)
  for (let day = from; day <= ground.today; day = addDays(day, 1)) {
    for (const work of agenda.get(day) ?? []) work()
    each(day)
  }
  return steps
}
