// Where a file is dropped, or chosen by a button: both are one input, which a keyboard reaches.
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
  const first = (files: FileList | null): void => {
    const [one] = files ?? []
    if (one !== undefined) take(one)
  }
  return (
    <label
      className={classes.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        first(event.dataTransfer.files)
      }}
    >
      <IconFileImport size={18} aria-hidden />
      <span>{file === undefined ? say("import.drop") : file.name}</span>
      <input
        className={classes.file}
        type="file"
        aria-label={say("import.file")}
        accept={accept.join(",")}
        onChange={(event) => first(event.currentTarget.files)}
      />
    </label>
  )
}
