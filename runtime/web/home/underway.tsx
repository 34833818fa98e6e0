// What is being made in the background, and how far it is; nothing once all is there.
import { Progress } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { send } from "../api/client.ts"
import { formatDecimal } from "../format/decimal.ts"
import { useWording } from "../format/use-wording.ts"
import { useText } from "../text/use-text.ts"
import classes from "./home.module.css"

interface Underways {
  readonly items: readonly { readonly title: string; readonly done: number; readonly of: number }[]
}

export function Underway() {
  const say = useText()
  const { locale } = useWording()
  const { data } = useQuery({
    queryKey: ["underway"],
    queryFn: ({ signal }) => send<Underways>("/underway", { signal }),
    refetchInterval: ({ state }) => (state.data?.items.length === 0 ? false : 3000),
    retry: false,
  })
  return data?.items.map(({ title, done, of }) => {
    const figures = { done: formatDecimal(String(done), locale), of: formatDecimal(String(of), locale) }
    const told = say("home.underway", { title, ...figures })
    return (
      <div key={title} className={classes.underway}>
        <p className={classes.quiet}>{told}</p>
        <Progress value={of === 0 ? 100 : (done / of) * 100} size="sm" aria-label={told} />
      </div>
    )
  })
}
