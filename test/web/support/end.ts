// Browser and application end with the last test of the process: mocha runs a hook outside of any suite at the very end.
import { stopApplication } from "./application.ts"
import { closeBrowser } from "./browser.ts"

after(async function () {
  this.timeout(30_000)
  await closeBrowser()
  await stopApplication()
})
