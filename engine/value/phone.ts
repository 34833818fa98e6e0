// One form for telephone numbers, so that two ways of writing a number are found alike.

/** `+49401234567` where the number or `callingCode` (`+49`) tells the country, else its digits as dialled; null where
 * there are none. International are numbers that begin with `+` or `00` (ITU-T E.123); one leading zero of a national
 * number is its trunk prefix. What follows a letter, an extension, is left out. */
export function phoneNumber(text: string, callingCode: string | null): string | null {
  const [written = ""] = /[+0-9][^A-Za-z]*/.exec(text) ?? []
  const dialled = digits(written)
  if (dialled === "") return null
  const isPlus = written.startsWith("+")
  if (isPlus || dialled.startsWith("00")) {
    const known = digits(written.replaceAll("(0)", ""))
    return `+${isPlus ? known : known.slice(2)}`
  }
  const country = digits(callingCode ?? "")
  return country === "" ? dialled : `+${country}${dialled.replace(/^0/, "")}`
}

function digits(text: string): string {
  return text.replace(/[^0-9]/g, "")
}
