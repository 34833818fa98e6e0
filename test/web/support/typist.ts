// What hands do at a form: fields by their labels, references by their first letters, rows from a spreadsheet, steps by buttons.
import type { Locator } from "playwright-core"
import type { Person } from "./person.ts"

export interface Typist {
  field(name: string): Locator
  /** Types into a field in place of what stands there. */
  type(name: string, text: string): Promise<void>
  /** Takes the first record that the letters find. */
  pick(name: string, letters: string): Promise<void>
  /** Pastes cells into the first row of a grid. */
  paste(cells: readonly (readonly string[])[]): Promise<void>
  save(): Promise<void>
  /** Presses the button of a step, and Enter where it asks; waits for what the application says then. */
  step(name: string, says: string | RegExp): Promise<void>
}

export function typist({ page, settled }: Person): Typist {
  const field = (name: string): Locator =>
    page
      .getByRole("textbox", { name, exact: true })
      .or(page.getByRole("combobox", { name, exact: true }))
      .first()
  return {
    field,
    async type(name, text) {
      await field(name).fill(text)
    },
    async pick(name, letters) {
      await field(name).click()
      await page.keyboard.press("Control+a")
      await page.keyboard.type(letters)
      await page.getByRole("option").filter({ hasText: letters }).first().waitFor()
      await page.keyboard.press("Enter")
      await settled()
    },
    async paste(cells) {
      await page.getByRole("button", { name: "Add row" }).first().click()
      await page.getByRole("grid").first().locator("input").first().waitFor()
      const text = cells.map((row) => row.join("\t")).join("\n")
      await page.evaluate((text) => {
        const data = new DataTransfer()
        data.setData("text/plain", text)
        const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
        document.activeElement?.dispatchEvent(paste)
      }, text)
      await settled()
    },
    async save() {
      await page.keyboard.press("Control+s")
      await page.getByText("Saved", { exact: true }).first().waitFor()
      await settled()
    },
    async step(name, says) {
      await page.getByRole("article").getByRole("button", { name, exact: true }).first().click()
      await settled()
      const dialog = page.getByRole("dialog")
      if ((await dialog.count()) > 0) {
        await dialog.getByRole("button", { name, exact: true }).click()
        await dialog.waitFor({ state: "hidden" })
      }
      await page.getByText(says).first().waitFor()
      await settled()
    },
  }
}
