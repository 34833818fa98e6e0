import { Button, Textarea } from "@mantine/core"
import { useState } from "react"
import { useText } from "../text/use-text.ts"
import classes from "./filter.module.css"

interface Props {
  readonly filter: string
  readonly change: (filter: string) => void
}

/** The filter as text. What is wrong with it the server says, with the place and the mend. */
export function ExpressionForm({ filter, change }: Props) {
  const say = useText()
  const [text, setText] = useState(filter)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        change(text.trim())
      }}
    >
      <Textarea
        aria-label={say("filter.expression")}
        description={say("filter.expression_help")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        spellCheck={false}
        classNames={{ input: classes.code ?? "" }}
        data-autofocus
      />
      <div className={classes.actions}>
        <Button variant="default" onClick={() => change("")} disabled={filter === ""}>
          {say("filter.reset")}
        </Button>
        <Button type="submit">{say("filter.apply")}</Button>
      </div>
    </form>
  )
}
