import { expect } from "chai"
import { catalogue } from "../../engine/error/index.ts"
import { explanations, readErrors, rendered } from "../../scripts/errors.ts"
import { root, sources } from "./sources.ts"

const codes = Object.keys(catalogue)
const explained = explanations(readErrors())

/** Codes that stand as string literals in the sources, the catalogue itself aside. */
function used(folders: readonly string[]): ReadonlySet<string> {
  const texts = sources(root, folders).filter(({ path }) => !path.startsWith("engine/error/codes/"))
  const literal = /["'`]((?:REQ|AUT|TEN|ACC|PLN|RUN|MOD|EXP|WFL|CAL|LED|REP|IMP|MIG|INT)\d{3})["'`]/g
  return new Set(texts.flatMap(({ text }) => [...text.matchAll(literal)].map(([, code = ""]) => code)))
}

describe("error codes", () => {
  it("of the catalogue are all used by the sources", () => {
    const thrown = used(["engine", "runtime", "plugins", "seeds"])
    expect(codes.filter((code) => !thrown.has(code)).join(" ")).to.equal("")
  })

  it("used by the sources are all in the catalogue", () => {
    const thrown = used(["engine", "runtime", "plugins", "seeds", "bin"])
    expect([...thrown].filter((code) => !codes.includes(code)).join(" ")).to.equal("")
  })

  it("are all explained in docs/errors.md, with a mend, and no others are", () => {
    const empty = codes.filter((code) => !explained.get(code)?.meaning || !explained.get(code)?.mend)
    expect(empty.join(" ")).to.equal("")
    expect([...explained.keys()].filter((code) => !codes.includes(code)).join(" ")).to.equal("")
  })

  it("stand in docs/errors.md with title and status as in the catalogue", () => {
    expect(readErrors()).to.equal(rendered(explained))
  })
})
