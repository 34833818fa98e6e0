// Many tenants at once. Each tenant's move is a transaction of its own; many of them go to the server in one message over a
// few connections. What a message could not do is done again one by one, which tells why. A killed fan-out is resumed by
// starting it again: a schema's own mark says whether its tables are there yet.
import { Problem } from "../../engine/error/index.ts"
import { enterRevision, moveTransaction, type MoveLimits } from "../sql/ddl/index.ts"
import { registryOf, type Control, type Tenant } from "../tenant/index.ts"
import { apply, defaultLimits } from "./apply.ts"
import { groupsOf, type Group, type Target } from "./group.ts"
import { marksOf } from "./marks.ts"
import { beginRun, endRun, noteFailure, type Failure } from "./runs.ts"
import { emptyTrash } from "./trash.ts"

export interface FanOutOptions {
  /** Codes of destructive hazards that were said yes to. */
  readonly accepted: readonly string[]
  readonly by?: string
  /** Dates what goes to the trash. */
  readonly at: Date
  /** Connections to each server; 4 if absent. */
  readonly connections?: number
  /** Tenants in one message; 25 if absent. */
  readonly batch?: number
  readonly limits?: MoveLimits
  readonly progress?: (progress: Progress) => void
}

export interface Progress {
  readonly total: number
  readonly migrated: number
  readonly failed: number
}

export interface FanOutReport extends Progress {
  readonly run: string
  /** Tenants that were where they should be already. */
  readonly unchanged: number
  readonly failures: readonly Failure[]
}

/**
 * Takes every tenant to its model. One that fails is reported with its reason and keeps its tables; the others go on. Empties
 * the trash of what is older than 30 days.
 */
export async function fanOut(
  control: Control,
  targets: readonly Target[],
  options: FanOutOptions,
): Promise<FanOutReport> {
  const groups = await groupsOf(control, targets, options.at)
  const total = groups.reduce((sum, { tenants }) => sum + tenants.length, 0)
  const run = await beginRun(control, total, options.by)
  const work = new FanOut({ control, options, run, total })
  await Promise.all(groups.map((group) => work.group(group)))
  await endRun(control, run)
  await emptyTrash(control, options.at)
  return { run, unchanged: targets.length - total, ...work.progress(), failures: work.failures }
}

interface FanOutParts {
  readonly control: Control
  readonly options: FanOutOptions
  readonly run: string
  readonly total: number
}

class FanOut {
  readonly failures: Failure[] = []
  private migrated = 0
  private readonly parts: FanOutParts

  constructor(parts: FanOutParts) {
    this.parts = parts
  }

  progress(): Progress {
    return { total: this.parts.total, migrated: this.migrated, failed: this.failures.length }
  }

  /** Works off a group in batches, several at a time. */
  async group(group: Group): Promise<void> {
    const { batch = 25, connections = 4 } = this.parts.options
    const careful = mustLook(group, this.parts.options.accepted)
    const waiting = [...group.tenants]
    const lane = async (): Promise<void> => {
      for (let next = waiting.splice(0, batch); next.length > 0; next = waiting.splice(0, batch)) {
        if (careful) for (const tenant of next) await this.one(group, tenant)
        else await this.message(group, next)
      }
    }
    await Promise.all(Array.from({ length: connections }, lane))
  }

  /** Sends the moves in one message; the first that fails ends it, and is tried alone before the rest go on. */
  private async message(group: Group, tenants: readonly Tenant[]): Promise<void> {
    const { admin } = this.parts.control
    for (let left = tenants; left.length > 0;) {
      const fault = await admin.session(group.server, async (session) => {
        const text = left.map((tenant) => this.move(group, tenant)).join("")
        return session.script(text).then(
          () => undefined,
          async (error: unknown) => {
            // A lost connection has rolled back by itself.
            await session.script("ROLLBACK").catch(() => undefined)
            return error
          },
        )
      })
      const done = fault === undefined ? left : await this.arrived(group, left)
      await this.enterElsewhere(group, done)
      this.count(done.length)
      left = left.filter((tenant) => !done.includes(tenant))
      const [first] = left
      if (first !== undefined) await this.one(group, first)
      left = left.slice(1)
    }
  }

  private move({ prepared, server }: Group, tenant: Tenant): string {
    const { control, options } = this.parts
    return moveTransaction({
      schema: tenant.schema,
      from: prepared.from,
      to: prepared.to,
      commands: prepared.forward,
      also: server === control.home ? this.entry(prepared.id, prepared.to, tenant) : [],
      limits: options.limits ?? defaultLimits,
    })
  }

  private entry(migration: string, to: string, tenant: Tenant): readonly string[] {
    return enterRevision({
      tenant,
      kind: "apply",
      migration,
      to,
      by: this.parts.options.by,
      layer: undefined,
    })
  }

  /** On another server than the registry's, the entries follow the moves. */
  private async enterElsewhere({ prepared, server }: Group, done: readonly Tenant[]): Promise<void> {
    const { control } = this.parts
    if (server === control.home || done.length === 0) return
    const entries = done.flatMap((tenant) => this.entry(prepared.id, prepared.to, tenant))
    await registryOf(control).script(entries.join(";\n"))
  }

  private async arrived({ prepared, server }: Group, tenants: readonly Tenant[]): Promise<readonly Tenant[]> {
    const { admin } = this.parts.control
    const schemas = tenants.map(({ schema }) => schema)
    const marks = await marksOf({ run: (statements) => admin.run(server, statements) }, schemas)
    return tenants.filter(({ schema }) => marks.get(schema) === prepared.to)
  }

  /** One tenant by itself: looks at its rows first, is patient with its locks, and tells what is wrong. */
  private async one(group: Group, tenant: Tenant): Promise<void> {
    const { control, options, run } = this.parts
    try {
      await apply(control, tenant, group.prepared, options)
    } catch (fault) {
      const [done] = await this.arrived(group, [tenant])
      if (done === undefined) {
        const failure = { tenant, ...reasonOf(fault) }
        this.failures.push(failure)
        await noteFailure(control, run, failure)
        this.count(0)
        return
      }
    }
    this.count(1)
  }

  private count(more: number): void {
    this.migrated += more
    this.parts.options.progress?.(this.progress())
  }
}

/** Whether rows decide if a yes is missing. */
function mustLook({ prepared }: Group, accepted: readonly string[]): boolean {
  return prepared.plan.hazards.some(({ code, destructive }) => destructive && !accepted.includes(code))
}

function reasonOf(fault: unknown): { readonly code: string; readonly reason: string } {
  if (fault instanceof Problem) return { code: fault.code, reason: fault.message }
  return { code: "INT001", reason: fault instanceof Error ? fault.message : String(fault) }
}
