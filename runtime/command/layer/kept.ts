// Where the layers below a tenant's own files change what the tenant changed too. Pure: the three-way merge by key says it.
import { mergeLayers, mergeThreeWay, type Source } from "../../../engine/layer/index.ts"
import { layersFor, type Chosen, type Installed } from "../../metadata/index.ts"

/** A value of the tenant's that stays although the one below it is another now. */
export interface Kept {
  readonly file: string
  readonly pointer: string
}

/** All such values of a tenant that goes from `before` to `after` and keeps its files; what is not installed any more counts
 * as gone before. */
export function keptOwn(
  installed: Installed,
  tenant: string,
  before: Chosen,
  after: Chosen,
): readonly Kept[] {
  const { files } = before
  const additions = before.additions.filter((ref) => installed.additions.has(ref))
  const sourceOf = (chosen: Chosen): Source => mergeLayers(layersFor(installed, tenant, chosen)).source
  const base = sourceOf({ additions, files: [] })
  const theirs = sourceOf({ additions: after.additions, files: [] })
  const ours = sourceOf({ additions, files })
  return files.flatMap(({ path: file }) => {
    const [was, below, own] = [base, theirs, ours].map(({ items }) => items.get(file)?.content)
    return mergeThreeWay(was, below, own).conflicts.map(({ pointer }) => ({ file, pointer }))
  })
}
