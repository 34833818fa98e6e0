// A person at a screen: a page of the browser, logged in, that fails the test on any error in the console.
import { AxeBuilder } from "@axe-core/playwright"
import { expect } from "chai"
import { mkdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { BrowserContext, Page } from "playwright-core"
import { application, type Login } from "./application.ts"
import { browser } from "./browser.ts"
import "./end.ts"

export interface Person {
  readonly page: Page
  readonly url: string
  /** What the browser complained about: scripts that threw, resources and styles that the CSP refused. */
  readonly complaints: readonly string[]
  /** Goes to a path of the application and waits until nothing loads. */
  visit(path: string): Promise<void>
  /** Waits until the application has asked the server nothing for a quarter of a second. */
  settled(): Promise<void>
  leave(): Promise<void>
}

export interface Surroundings {
  readonly role?: string
  readonly scheme?: "light" | "dark"
  readonly width?: "desktop" | "phone"
  readonly language?: string
}

/** Opens the application without logging in. */
export async function visitor(surroundings: Surroundings = {}): Promise<Person & { readonly login: Login }> {
  const login = (await application()).login(surroundings.role ?? "crm.sales_manager")
  const context = await openContext(surroundings)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (message) => {
    if (message.type() === "error" && !isExpected(message.text())) complaints.push(message.text())
  })
  const settled = quietness(page)
  const visit = async (path: string): Promise<void> => {
    await page.goto(login.url + path)
    await page.waitForLoadState("networkidle")
    await settled()
  }
  return { page, url: login.url, complaints, visit, settled, login, leave: () => context.close() }
}

const quietMs = 250

/** "networkidle" holds for the document alone, and not again after what the application asks for later. */
function quietness(page: Page): () => Promise<void> {
  let open = 0
  let last = Date.now()
  const counts = (by: 1 | -1) => (): void => {
    open += by
    last = Date.now()
  }
  page.on("request", counts(1))
  page.on("requestfinished", counts(-1))
  page.on("requestfailed", counts(-1))
  return async () => {
    last = Date.now()
    while (open > 0 || Date.now() - last < quietMs) await page.waitForTimeout(50)
  }
}

/** Opens the application and logs in. */
export async function person(surroundings: Surroundings = {}): Promise<Person> {
  const visiting = await visitor(surroundings)
  const { email, password } = visiting.login
  await visiting.page.goto(visiting.url)
  await visiting.page.locator("input[type=email]").fill(email)
  await visiting.page.locator("input[type=password]").fill(password)
  await visiting.page.keyboard.press("Enter")
  await visiting.page.getByRole("navigation").or(visiting.page.getByRole("banner")).first().waitFor()
  return visiting
}

/** Nothing that axe calls serious or critical (WCAG 2.2 AA and best practices). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical")
  const told = grave.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n  ")}`,
  )
  expect(told, told.join("\n")).to.deep.equal([])
}

/** Keeps a picture for people to look at, in TENON_SCREENSHOTS or a temporary folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["TENON_SCREENSHOTS"] ?? join(tmpdir(), "tenon-screenshots")
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

async function openContext({ scheme, width, language }: Surroundings): Promise<BrowserContext> {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  return (await browser()).newContext({
    ...(width === "phone" ? phone : { viewport: { width: 1360, height: 820 } }),
    colorScheme: scheme ?? "light",
    locale: language ?? "en-GB",
    reducedMotion: "reduce",
  })
}

/** The browser writes refused requests to the console; the tests look at what the screen makes of them. */
function isExpected(text: string): boolean {
  return /the server responded with a status of (401|404|409|412|422|400)/.test(text)
}
