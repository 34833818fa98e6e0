import { useEffect } from "react"
import { useModel } from "../api/model.ts"

/** Names the screen in the browser's tab, and so in its history. */
export function useScreenTitle(title: string): void {
  const { tenant } = useModel()
  useEffect(() => {
    document.title = `${title} · ${tenant.title}`
  }, [title, tenant.title])
}
