import { expect } from "chai"
import { readFile, readdir } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { person } from "./support/person.ts"

const built = fileURLToPath(new URL("../../dist/web/", import.meta.url))

describe("what the browser loads", function () {
  this.timeout(60_000)
  before(async function () {
    this.timeout(240_000)
    await (await person()).leave()
  })

  it("is at most 250 KiB of compressed script up to the first list", async () => {
    const at = await person()
    const scripts = new Set<string>()
    at.page.on("response", (response) => {
      const { pathname } = new URL(response.url())
      if (pathname.endsWith(".js")) scripts.add(pathname)
    })
    await at.visit("/m/crm/crm.leads")
    const sizes = await Promise.all(
      [...scripts].map(async (path) => gzipSync(await readFile(built + path)).length),
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    console.log(`      first load: ${(total / 1024).toFixed(1)} KiB of script in ${scripts.size} files, gzip`)
    expect(total).to.be.greaterThan(50 * 1024)
    expect(total).to.be.at.most(250 * 1024)
    await at.leave()
  })

  it("has no inline script and no inline style, and its files carry their fingerprint", async () => {
    const page = await readFile(`${built}index.html`, "utf8")
    expect(page).to.not.match(/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=/i)
    const files = await readdir(`${built}assets`)
    const scripts = files.filter((file) => file.endsWith(".js"))
    expect(scripts.filter((file) => !/-[\w-]{8}\.js$/.test(file))).to.deep.equal([])
    const codes = await Promise.all(scripts.map((file) => readFile(`${built}assets/${file}`, "utf8")))
    expect(codes.some((code) => /new Function\(|[^.\w]eval\(/.test(code))).to.equal(false)
  })
})
