// Reads the metadata files under a folder. Takes a folder, gives its files with parsed content, and what could not be read.
// Bounded: links are not followed, and files, sizes and depth have limits.
import { lstat, readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Diagnostic } from "../../engine/error/index.ts"
import { parseJson, type LayerFile, type ParsedJson } from "../../engine/layer/index.ts"

export interface ReadFolder {
  readonly files: readonly LayerFile[]
  readonly diagnostics: readonly Diagnostic[]
}
export interface Limits {
  readonly files: number
  /** Bytes of one file. */
  readonly bytes: number
  /** Folders inside folders. */
  readonly depth: number
}

export const defaultLimits: Limits = { files: 20_000, bytes: 1_048_576, depth: 8 }

/** All `.json` files under `root` by path relative to it, in order of path; rejects only when `root` cannot be read. */
export async function readFolder(root: string, layer: string, limits = defaultLimits): Promise<ReadFolder> {
  const diagnostics: Diagnostic[] = []
  const refuse = (code: string, file: string, message: string): void => {
    diagnostics.push({ code, severity: "error", message, file, layer })
  }
  const paths = await listFiles(root, limits, refuse)
  const read = await readFiles(root, paths.slice(0, limits.files), layer, limits)
  diagnostics.push(...read.diagnostics)
  if (paths.length > limits.files)
    refuse("MOD007", "", `The folder holds ${paths.length} files; ${limits.files} are read at most.`)
  return { files: read.files, diagnostics }
}

/** The files at these paths below `root`; rejects when one is not there. */
export async function readFiles(
  root: string,
  paths: readonly string[],
  layer: string,
  limits = defaultLimits,
): Promise<ReadFolder> {
  const files: LayerFile[] = []
  const diagnostics: Diagnostic[] = []
  const refuse = (code: string, file: string, message: string): void => {
    diagnostics.push({ code, severity: "error", message, file, layer })
  }
  for (const path of paths) {
    const text = await readText(root, path, limits, refuse)
    if (text === undefined) continue
    const parsed = parseFile(join(root, path), text)
    if (parsed.ok) files.push({ path, content: parsed.value })
    else
      refuse(
        "MOD002",
        path,
        `Line ${parsed.fault.line}, column ${parsed.fault.column}: ${parsed.fault.message}`,
      )
  }
  return { files, diagnostics }
}

const parsedFiles = new Map<string, { readonly text: string; readonly parsed: ParsedJson }>()

/** A file whose text is as it was keeps its content, the very same object: what is known of it need not be found again. */
function parseFile(file: string, text: string): ParsedJson {
  const before = parsedFiles.get(file)
  if (before?.text === text) return before.parsed
  const parsed = parseJson(text)
  if (parsedFiles.size >= defaultLimits.files) parsedFiles.clear()
  parsedFiles.set(file, { text, parsed })
  return parsed
}

type Refuse = (code: string, file: string, message: string) => void

async function listFiles(root: string, limits: Limits, refuse: Refuse): Promise<readonly string[]> {
  const found: string[] = []
  const walk = async (folder: string, depth: number): Promise<void> => {
    if (depth > limits.depth)
      return refuse("MOD007", folder, `Folders are nested deeper than ${limits.depth} levels.`)
    const entries = await readdir(join(root, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`
      if (entry.name.startsWith(".")) continue
      if (entry.isSymbolicLink()) refuse("MOD004", path, "A link is not followed: metadata are plain files.")
      else if (entry.isDirectory()) await walk(path, depth + 1)
      else if (entry.name.endsWith(".json")) found.push(path)
    }
  }
  await walk("", 0)
  return found
}

async function readText(
  root: string,
  path: string,
  limits: Limits,
  refuse: Refuse,
): Promise<string | undefined> {
  const { size } = await lstat(join(root, path))
  if (size > limits.bytes) {
    refuse("MOD007", path, `The file has ${size} bytes; ${limits.bytes} are read at most.`)
    return undefined
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(join(root, path)))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    refuse("MOD002", path, "The file is not UTF-8 text.")
    return undefined
  }
}
