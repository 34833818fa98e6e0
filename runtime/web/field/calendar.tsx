import { DatePicker } from "@mantine/dates"
import "@mantine/dates/styles.css"
import "dayjs/locale/de"
import "dayjs/locale/fr"
import { useLanguage } from "../text/language.ts"

interface Props {
  readonly day: string
  readonly choose: (day: string | null) => void
}

/** A month to pick a day from, in the application's language. */
export default function Calendar({ day, choose }: Props) {
  const language = useLanguage()
  const known = /^\d{4}-\d{2}-\d{2}$/.test(day)
  return (
    <DatePicker
      size="xs"
      locale={language}
      firstDayOfWeek={language === "en" ? 0 : 1}
      value={known ? day : null}
      {...(known ? { defaultDate: day } : {})}
      onChange={choose}
      allowDeselect
    />
  )
}
