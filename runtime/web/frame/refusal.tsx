// A refused request in the server's own words: what, why, and how to mend it.
import { Button } from "@mantine/core"
import { RequestRefused } from "../contract/problem.ts"
import { useText, type Say } from "../text/use-text.ts"
import { Emptiness } from "./emptiness.tsx"

interface Props {
  readonly error: unknown
  readonly retry?: () => void
}

/** Fills the place of what could not be loaded. */
export function Refusal({ error, retry }: Props) {
  const say = useText()
  const { title, detail } = refusalText(error, say)
  return (
    <div role="alert">
      <Emptiness title={title} text={detail}>
        {retry !== undefined && (
          <Button variant="default" onClick={retry}>
            {say("error.retry")}
          </Button>
        )}
      </Emptiness>
    </div>
  )
}

/** Title and detail (with the hint) of whatever was thrown. */
export function refusalText(error: unknown, say: Say): { readonly title: string; readonly detail: string } {
  if (!(error instanceof RequestRefused)) return { title: say("error.title"), detail: say("error.crash") }
  const { title, detail, hint, status } = error.problem
  if (status === 0) return { title: say("error.title"), detail: say("error.offline") }
  return { title, detail: hint === undefined ? detail : `${detail} ${hint}` }
}
