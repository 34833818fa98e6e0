// Paths of elements in a file: `BkToCstmrStmt/Stmt`, `Bal[Tp/CdOrPrtry/Cd=OPBD]/Amt/@Ccy`, `Ntry[!NtryDtls]`, `../Amt`.
import type { ElementPath, ElementStep } from "../types.ts"

const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u
const STEP = /^([^[\]]+)(?:\[(!?)([^[\]=]+)(?:=([^[\]]*))?\])?$/

/** The path, or undefined where the text is none. Names are local: prefixes of namespaces do not count. */
export function readPath(text: string): ElementPath | undefined {
  const parts = split(text)
  const last = parts.at(-1)
  const attribute = last?.startsWith("@") === true ? last.slice(1) : undefined
  const steps = (attribute === undefined ? parts : parts.slice(0, -1)).map(readStep)
  if (attribute !== undefined && !NAME.test(attribute)) return undefined
  if (steps.some((step) => step === undefined) || (steps.length === 0 && attribute === undefined))
    return undefined
  return {
    text,
    steps: steps.filter((step) => step !== undefined),
    ...(attribute === undefined ? {} : { attribute }),
  }
}

/** At the slashes that stand outside brackets. */
function split(text: string): readonly string[] {
  return text.split(/\/(?![^[\]]*\])/)
}

function readStep(text: string): ElementStep | undefined {
  if (text === "..") return { kind: "up" }
  const [, name = "", no, inner, value] = STEP.exec(text) ?? []
  if (!NAME.test(name)) return undefined
  if (inner === undefined) return { kind: "child", name }
  const names = inner.split("/")
  if (!names.every((one) => NAME.test(one)) || (no === "!" && value !== undefined)) return undefined
  return {
    kind: "child",
    name,
    where: { names, has: no !== "!", ...(value === undefined ? {} : { text: value }) },
  }
}
