/** Puts the focus on the first input, in reading order, whose field one of the pointers names. */
export function focusFault(pointers: readonly string[]): void {
  focusField(new Set(pointers.map((pointer) => pointer.split("/")[1] ?? "")))
}

/** Puts the focus on the first input, in reading order, of these fields. */
export function focusField(names: ReadonlySet<string>): void {
  requestAnimationFrame(() => {
    const places = document.querySelectorAll<HTMLElement>("[data-record-form] [data-field]")
    const place = [...places].find((each) => names.has(each.dataset.field ?? ""))
    place?.scrollIntoView({ block: "center" })
    place
      ?.querySelector<HTMLElement>("input, textarea, select, [tabindex='0']")
      ?.focus({ preventScroll: true })
  })
}
