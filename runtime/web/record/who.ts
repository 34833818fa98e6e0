import { useModel } from "../api/model.ts"
import { isObject, referenceId } from "../contract/record.ts"
import { useTitle } from "../field/titles.ts"

/** The name of a person as histories give them: expanded, or as an id to be asked for; undefined for nobody. */
export function useWho(by: unknown): string | undefined {
  const { user } = useModel()
  const id = referenceId(by)
  const given = isObject(by) && typeof by.name === "string" ? by.name : undefined
  const own = id === user.id ? user.name : undefined
  const asked = useTitle("base.user", given === undefined && own === undefined ? id : undefined)
  return given ?? own ?? asked
}
