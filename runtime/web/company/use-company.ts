// The company one works for: the default of one's own record, so that forms, reports and the server all go by it.
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { listRecords, patchRecord, readRecord } from "../api/records.ts"
import type { Entity, Model } from "../contract/model.ts"
import { textOf } from "../contract/record.ts"

const companies = "base.company"
const people = "base.user"

export interface Company {
  readonly id: string
  readonly name: string
}

/** The companies one may work for, by name; empty while they are asked for. */
export function useCompanies(): readonly Company[] {
  const model = useModel()
  const entity = model.entities[companies]
  const own = ownCompanies(model)
  const answer = useQuery({
    queryKey: ["records", companies, "own", own],
    queryFn: async ({ signal }) => {
      const name = entity?.title_field ?? "id"
      const filter = `id in [${own.map((id) => `'${id}'`).join(", ")}]`
      const page = await listRecords(
        { entity: companies, fields: ["id", name], sort: [name], filter },
        signal,
      )
      return page.items.map((row) => ({ id: row.id, name: textOf(row[name]) }))
    },
    enabled: entity !== undefined && own.length > 0,
    staleTime: 5 * 60_000,
  })
  return answer.data ?? []
}

/** The id of the company one works for; undefined where one's record names none. */
export function currentCompany({ user }: Model): string | undefined {
  const value = user["default_company"]
  return typeof value === "string" ? value : undefined
}

/** Works for another company from now on; everything on screen is asked for anew. */
export function useChooseCompany(): (company: string) => Promise<void> {
  const model = useModel()
  const queries = useQueryClient()
  return async (company) => {
    const { version } = await readRecord(people, model.user.id, [])
    await patchRecord(people, model.user.id, { default_company: company }, version)
    await queries.refetchQueries({ queryKey: ["model"], type: "active" })
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "model" })
  }
}

/** The condition that a list of `entity` is narrowed by; none for what belongs to no company. */
export function companyCondition(model: Model, entity: Entity): string | undefined {
  const company = currentCompany(model)
  const isOwned = entity.fields["company"]?.ref === companies
  return company === undefined || !isOwned || ownCompanies(model).length < 2
    ? undefined
    : `company == '${company}'`
}

function ownCompanies({ user }: Model): readonly string[] {
  const value = user["companies"]
  return typeof value === "object" && value !== null ? value : []
}
