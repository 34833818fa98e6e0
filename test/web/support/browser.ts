// One Chromium for all browser tests of a process: CHROMIUM_PATH, or the one that comes as an npm package.
import sparticuz from "@sparticuz/chromium"
import { chromium, type Browser } from "playwright-core"
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { brotliDecompress } from "node:zlib"

let launched: Promise<Browser> | undefined

/** The shared browser; started when first asked for. */
export function browser(): Promise<Browser> {
  launched ??= launch()
  return launched
}

/** Ends the browser, so that the process can end. */
export async function closeBrowser(): Promise<void> {
  const open = launched
  launched = undefined
  await (await open)?.close()
}

async function launch(): Promise<Browser> {
  const given = process.env["CHROMIUM_PATH"]
  const args = ["--no-sandbox", "--font-render-hinting=none"]
  if (given !== undefined) return chromium.launch({ executablePath: given, args })
  const libraries = await unpackLibraries()
  const executablePath = await sparticuz.executablePath()
  const path = process.env["LD_LIBRARY_PATH"]
  return chromium.launch({
    executablePath,
    args: [...args, "--headless=shell", "--disable-gpu"],
    env: { ...process.env, LD_LIBRARY_PATH: path === undefined ? libraries : `${libraries}:${path}` },
  })
}

/** The package brings the system libraries that a bare machine lacks, packed; gives the folder they are unpacked in. */
async function unpackLibraries(): Promise<string> {
  const folder = join(tmpdir(), "tenon-test-chromium")
  const libraries = join(folder, "lib")
  if (existsSync(join(libraries, "libnss3.so"))) return libraries
  await mkdir(folder, { recursive: true })
  const main = createRequire(import.meta.url).resolve("@sparticuz/chromium")
  const packed = join(dirname(main), "../../bin/al2023.tar.br")
  const tar = await promisify(brotliDecompress)(await readFile(packed))
  await new Promise<void>((resolve, reject) => {
    const child = spawn("tar", ["-x", "-C", folder], { stdio: ["pipe", "ignore", "inherit"] })
    child.once("error", reject)
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with ${code}`))))
    child.stdin.end(tar)
  })
  return libraries
}
