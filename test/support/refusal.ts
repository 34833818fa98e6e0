// What something refuses with: tests compare codes, not sentences.
import { Problem } from "../../engine/error/index.ts"

/** The code of the Problem that the work throws or rejects with, or "nothing refused". Other faults pass through. */
export async function refusal(work: Promise<unknown> | (() => unknown)): Promise<string> {
  return (await refused(work))?.code ?? "nothing refused"
}

/** The Problem itself, or undefined. */
export async function refused(work: Promise<unknown> | (() => unknown)): Promise<Problem | undefined> {
  try {
    await (typeof work === "function" ? work() : work)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
