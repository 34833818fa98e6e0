import { expect } from "chai"
import type { Problem } from "../../../engine/error/index.ts"
import { listApprovals, performVerdict, type Caller, type Verdict } from "../../../runtime/perform/index.ts"
import { ask, house, seed, user, type Body, type House } from "../../support/house.ts"
import { refused } from "../../support/refusal.ts"
import { tradeLayers } from "../../support/trade-layers.ts"

describe("approval of a transition", () => {
  let on: House
  let clock = Date.UTC(2026, 1, 2, 12)
  const people: Record<string, Caller> = {}
  const id = (name: string): string => someone(name).principal.id
  const someone = (name: string): Caller => {
    const found = people[name]
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  before(async () => {
    on = await house(tradeLayers, () => clock)
    const roles = {
      mia: ["trade.staff"],
      sam: ["trade.staff"],
      bea: ["trade.boss", "trade.staff"],
      bob: ["trade.boss"],
      ben: ["trade.boss"],
      dan: ["trade.director"],
    }
    for (const [name, held] of Object.entries(roles)) {
      const caller = user(on.acme, held)
      people[name] = caller
      const manager = name === "sam" || name === "bea" ? id("mia") : null
      await seed(on, on.acme, "base.user", [{ id: caller.principal.id, name, roles: held, manager }])
    }
  })
  after(() => on.close())

  const expense = async (who: string, amount: string): Promise<string> =>
    (await ask(on, someone(who), "POST trade.expense", { body: { name: "Taxi", amount } })).body.id
  const submit = (who: string, expense: string, query = "") =>
    ask(on, someone(who), `POST trade.expense/${expense}/transitions/submit${query}`, {
      body: { reason: "late" },
    })
  const asked = async (who: string, amount: string): Promise<{ expense: string; approval: string }> => {
    const made = await expense(who, amount)
    const { status, body } = await submit(who, made)
    expect(status, JSON.stringify(body)).to.equal(202)
    return { expense: made, approval: String(body["approval"]) }
  }
  const say = async (who: string, approval: string, verdict: Verdict = "approve"): Promise<Body> => {
    const said = { id: approval, verdict, comment: "so" }
    const { body } = await performVerdict(said, someone(who), on.parts)
    return JSON.parse(body ?? "null") as Body
  }
  const no = async (work: Promise<unknown>): Promise<string> => {
    const problem: Problem | undefined = await refused(work)
    return problem === undefined ? "nothing" : `${problem.code} ${problem.parts.detail}`
  }
  const stateOf = async (expense: string): Promise<unknown> =>
    (await ask(on, someone("sam"), `GET trade.expense/${expense}`)).body["state"]
  const waiting = async (who: string): Promise<readonly string[]> => {
    const { body } = await listApprovals(someone(who), on.parts)
    return (JSON.parse(body ?? "{}") as Body).items.map((one) => one.id)
  }

  it("is not asked for where it is not needed", async () => {
    const made = await expense("sam", "100")
    expect((await submit("sam", made)).status).to.equal(200)
    expect(await stateOf(made)).to.equal("approved")
  })

  it("leaves the record as it is until it is given, and then moves it in the name of who asked", async () => {
    const { expense, approval } = await asked("sam", "101")
    expect(await stateOf(expense)).to.equal("draft")
    expect(await waiting("mia")).to.include(approval)
    expect(await waiting("bob")).not.to.include(approval)
    expect(await say("mia", approval)).to.include({ status: "given" })
    const { body } = await ask(on, someone("sam"), `GET trade.expense/${expense}`)
    expect(body).to.include({ state: "approved", reason: "late", submitted_by: id("sam") })
    expect(await waiting("mia")).not.to.include(approval)
  })

  it("tells those who are to approve", async () => {
    const { expense } = await asked("sam", "102")
    const admin = user(on.acme, ["base.admin"])
    const { body } = await ask(on, admin, "GET base.notification?sort=-id&limit=1")
    expect(body.items[0]).to.include({
      recipient: id("mia"),
      message: "Submit: Expense Taxi: your approval is asked for.",
    })
    expect(body.items[0]?.["regarding"]).to.deep.equal({ entity: "trade.expense", id: expense })
  })

  it("is never given by who asks, nor by who is none of the approvers", async () => {
    const { approval } = await asked("sam", "101")
    expect(await no(say("sam", approval))).to.equal("WFL008 Nobody approves what he has asked for himself.")
    expect(await no(say("bob", approval))).to.match(/^WFL008 You are none/)
    expect(await no(say("sam", "0192f0c0-0000-7000-8000-000000000000"))).to.match(/^RUN001/)
  })

  it("goes through the steps that the amount asks for, n of m each by somebody else", async () => {
    const { expense, approval } = await asked("sam", "1001")
    expect(await say("mia", approval)).to.include({
      status: "open",
      step: "bosses",
      need: 2,
      due_on: "2026-02-05",
    })
    expect(await say("bob", approval)).to.include({ status: "open" })
    expect(await no(say("bob", approval))).to.equal("WFL009 You have said so already.")
    expect(await say("ben", approval)).to.include({ status: "given" })
    expect(await stateOf(expense)).to.equal("approved")
  })

  it("asks all where all are needed, but not who asks himself", async () => {
    const { approval } = await asked("bea", "9001")
    await say("mia", approval)
    await say("bob", approval)
    expect(await say("ben", approval)).to.include({ step: "everyone", need: 2, status: "open" })
    await say("ben", approval)
    expect(await say("bob", approval)).to.include({ status: "given" })
  })

  it("is asked for once by a request that is sent twice", async () => {
    const made = await expense("sam", "101")
    const headers = { "idempotency-key": made }
    const send = () =>
      ask(on, someone("sam"), `POST trade.expense/${made}/transitions/submit`, { body: {}, headers })
    const [first, again] = [await send(), await send()]
    expect([first.status, again.status]).to.deep.equal([202, 202])
    expect(again.body).to.deep.equal(first.body)
    expect(first.body.record).to.include({ id: made, state: "draft" })
  })

  it("may be refused, and withdrawn by who asked", async () => {
    const first = await asked("sam", "101")
    expect(await say("mia", first.approval, "refuse")).to.include({ status: "refused" })
    expect(await no(say("mia", first.approval))).to.equal("WFL009 The approval is refused already.")
    expect(await stateOf(first.expense)).to.equal("draft")
    const second = await asked("sam", "101")
    expect(await no(say("mia", second.approval, "withdraw"))).to.match(/^WFL008/)
    expect(await say("sam", second.approval, "withdraw")).to.include({ status: "withdrawn" })
  })

  it("is asked for once, and anew for a record that has changed since", async () => {
    const { expense, approval } = await asked("sam", "101")
    expect((await submit("sam", expense)).body.code).to.equal("WFL006")
    await ask(on, someone("sam"), `PATCH trade.expense/${expense}`, { body: { amount: "5000" } })
    expect(await no(say("mia", approval))).to.match(/^WFL009 Expense was changed/)
    expect((await submit("sam", expense)).status).to.equal(202)
    expect(await no(say("mia", approval))).to.equal("WFL009 The approval is withdrawn already.")
  })

  it("is given in another's place for the days of a delegation", async () => {
    const delegation = {
      delegator: id("mia"),
      delegate: id("dan"),
      first_day: "2026-02-01",
      last_day: "2026-02-02",
    }
    const { expense, approval } = await asked("sam", "101")
    expect(await no(say("dan", approval))).to.match(/^WFL008/)
    await seed(on, on.acme, "base.delegation", [delegation])
    expect(await waiting("dan")).to.include(approval)
    const { body } = await ask(on, user(on.acme, ["base.admin"]), `GET base.approval/${approval}`)
    expect(body["decisions"]).to.deep.equal([])
    const given = await say("dan", approval)
    expect((given["decisions"] as Body[])[0]).to.include({
      by: id("dan"),
      behalf: id("mia"),
      verdict: "given",
    })
    expect(await stateOf(expense)).to.equal("approved")
  })

  it("goes to those above once it is overdue, whose word then is enough", async () => {
    const { expense, approval } = await asked("sam", "1001")
    await say("mia", approval)
    expect(await no(say("dan", approval))).to.match(/^WFL008/)
    clock += 4 * 86_400_000
    expect(await waiting("dan")).to.include(approval)
    expect(await say("dan", approval)).to.include({ status: "given" })
    expect(await stateOf(expense)).to.equal("approved")
  })

  it("cannot be asked for where nobody could give it", async () => {
    const made = await expense("mia", "101")
    expect((await submit("mia", made)).body).to.include({ code: "WFL007", status: 422 })
  })
})
