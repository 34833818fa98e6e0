// Expressions that come with a request: checked against the model and bounded by what the principal may read.
import type { Grant } from "../access/index.ts"
import { Problem, type ProblemCode } from "../error/index.ts"
import { check, reads, type Expression, type Scope, type Shape, type Type } from "../expression/index.ts"
import { findTable, type Condition, type Model, type Table } from "../model/index.ts"

/** Where request expressions stand: over a record, with `user`. */
export function scopeOf(record: Shape, model: Model): Scope {
  const user = model.entities.get("base.user")
  return { record, entity: (id) => findTable(id, model.entities), ...(user === undefined ? {} : { user }) }
}

/** Checks an expression of a request over `table`. Refuses with `code` and every fault's place what does not fit the
 * model, and with ACC002 what the principal may not read: a filter must not tell what a list would hide. */
export function readable(
  text: string,
  table: Table,
  room: { grant: Grant; model: Model; code: ProblemCode; path: string; expected?: Type },
): Expression {
  const checked = check(text, scopeOf(table, room.model), room.expected)
  if (!checked.ok) {
    throw new Problem(room.code, {
      detail: checked.faults[0]?.message ?? "The expression cannot be used.",
      path: room.path,
      ...(checked.faults[0]?.hint === undefined ? {} : { hint: checked.faults[0].hint }),
      errors: checked.faults.map(({ code, message, hint, start, end }) => ({
        path: `${room.path}:${start}-${end}`,
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
      })),
    })
  }
  for (const path of reads(checked.expression.node)) {
    if (path.root === "user") continue
    for (const step of path.steps) refuseHidden(step, room.grant, room.path)
  }
  return checked.expression
}

function refuseHidden(
  step: { readonly shape: string; readonly field: string },
  grant: Grant,
  path: string,
): void {
  if (step.shape === "@ref") return
  const [entity = "", rowsField] = step.shape.split("/")
  const access = grant.access(entity)
  const field = access.field(rowsField ?? step.field)
  if (access.read !== false && field.read === true && field.mask === undefined) return
  throw new Problem("ACC002", {
    detail: `Your roles do not show "${step.field}" of ${step.shape}, so it cannot be used here.`,
    path,
  })
}

/** The conditions that are expressions; `true` drops out. `false` was refused when the grant was made. */
export function conditions(...all: readonly (Condition | undefined)[]): Expression[] {
  return all.filter((one): one is Expression => typeof one === "object")
}
