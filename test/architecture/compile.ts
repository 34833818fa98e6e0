// Compiles files under the settings of `engine/tsconfig.json`: what they let through, the engine may use.
import { join } from "node:path"
import ts from "typescript"
import { root } from "./sources.ts"

/** Paths, of those given, that do not compile together with the engine, each with its first message. */
export function refused(paths: readonly string[]): ReadonlyMap<string, string> {
  const stop = (fault: ts.Diagnostic): never => {
    throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, "\n"))
  }
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: stop }
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, "engine/tsconfig.json"), {}, host)
  if (parsed === undefined) throw new Error("engine/tsconfig.json cannot be read")
  const program = ts.createProgram([...parsed.fileNames, ...paths], parsed.options)
  const faults = new Map<string, string>()
  for (const path of paths) {
    const file = program.getSourceFile(path)
    if (file === undefined) throw new Error(`${path} was not compiled`)
    const [first] = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    if (first) faults.set(path, ts.flattenDiagnosticMessageText(first.messageText, "\n"))
  }
  return faults
}
