// The statements of one transition with all that follows from it: gathered, and sent in as few messages as what must be
// looked at in between allows. One transaction.
import type { Grant } from "../../../engine/access/index.ts"
import { planCalculation, type WritePlan } from "../../../engine/plan/index.ts"
import type { Transaction } from "../../database/index.ts"
import type { Row, Statement, Template, Value } from "../../sql/index.ts"
import { calculateWritten } from "../calculate/calculate.ts"
import { bindings, type Caller } from "../caller.ts"
import { inputsOf, looksOf, templatesOf } from "../inputs.ts"
import { Memory } from "../memory.ts"
import type { Performance } from "../performance.ts"
import { boundBy } from "../stale.ts"

type Inputs = Readonly<Record<string, Value>>

export class Unit {
  readonly performance: Performance
  /** Records written, by entity, in the order of their being written. */
  readonly written: { readonly entity: string; readonly id: string; readonly by: WritePlan["kind"] }[]
  /** Ids of the postings written into ledgers. */
  readonly postings: string[]
  readonly memory: Memory
  private readonly tx: Transaction
  private readonly waiting: Statement[]

  constructor(tx: Transaction, performance: Performance, before?: Unit) {
    this.tx = tx
    this.performance = performance
    this.waiting = before?.waiting ?? []
    this.written = before?.written ?? []
    this.postings = before?.postings ?? []
    this.memory = before?.memory ?? new Memory(performance.caller.tenant.model)
  }

  /** The same work, carried on in another's name. */
  as(caller: Caller): Unit {
    return new Unit(this.tx, { ...this.performance, caller }, this)
  }

  /** Puts the statements after those that wait. */
  queue(statements: readonly Statement[]): void {
    this.waiting.push(...statements)
  }

  /** Sends what waits and then `templates`, in one message; gives the rows of these. */
  ask(templates: readonly Template[], inputs: Inputs): Promise<readonly (readonly Row[])[]> {
    return this.send(this.bound(templates, inputs))
  }

  /** Like `ask`, for statements that are bound already. */
  async send(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    const before = this.waiting.splice(0)
    const answers = await this.tx.run([...before, ...statements])
    return answers.slice(before.length)
  }

  /** Sends all that is left and commits; gives the rows of `templates`. */
  async commit(templates: readonly Template[], inputs: Inputs): Promise<readonly (readonly Row[])[]> {
    const before = this.waiting.splice(0)
    const answers = await this.tx.commit([...before, ...this.bound(templates, inputs)])
    return answers.slice(before.length)
  }

  /** Queues the statements of a write, and of what is calculated of it; ways that it will have left are walked first. */
  async write(plan: WritePlan, grant: Grant): Promise<void> {
    const { model } = this.performance.caller.tenant
    const calculating = planCalculation(plan, model)
    await this.writeFirst(calculating?.first ?? plan, grant)
    if (calculating !== undefined) await calculateWritten(this, plan, calculating.then, model)
    const ids = plan.kind === "create" ? plan.records.map((record) => String(record["id"])) : [plan.id]
    for (const id of ids) this.written.push({ entity: plan.entity.id, id, by: plan.kind })
  }

  private async writeFirst(plan: WritePlan, grant: Grant): Promise<void> {
    const { caller } = this.performance
    const { model } = caller.tenant
    const inputs = inputsOf(plan, caller.principal.id)
    const looks = looksOf(plan, model)
    const seen =
      looks.length === 0
        ? []
        : await this.ask(
            looks.map(({ template }) => template),
            inputs,
          )
    const before: Inputs = Object.fromEntries(
      looks.map(({ input }, i) => [input, `{${(seen[i] ?? []).map((row) => row[0]).join(",")}}`]),
    )
    this.memory.note(plan)
    this.queue(this.bound(templatesOf(plan, grant, model), { ...inputs, ...before }))
  }

  bound(templates: readonly Template[], inputs: Inputs): readonly Statement[] {
    const { caller, moment } = this.performance
    return boundBy(this.memory, templates, bindings(caller, moment, inputs))
  }
}
