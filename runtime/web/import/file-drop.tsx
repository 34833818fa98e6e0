// Where a file is dropped or chosen: one input that fills the place, takes what falls on it and is reached by the keyboard.
import { IconFileImport } from "@tabler/icons-react"
import { useState } from "react"
import { useText } from "../text/use-text.ts"
import classes from "./import.module.css"

interface Props {
  readonly file: File | undefined
  readonly take: (file: File) => void
  /** Endings of names. */
  readonly accept: readonly string[]
}

export function FileDrop({ file, take, accept }: Props) {
  const say = useText()
  const [over, setOver] = useState(false)
  return (
    <label className={classes.drop} data-over={over}>
      <IconFileImport size={18} aria-hidden />
      <span>{file === undefined ? say("import.drop") : file.name}</span>
      <input
        className={classes.file}
        type="file"
        aria-label={say("import.file")}
        accept={accept.join(",")}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={({ currentTarget: { files } }) => {
          const [one] = files ?? []
          if (one !== undefined) take(one)
        }}
      />
    </label>
  )
}
