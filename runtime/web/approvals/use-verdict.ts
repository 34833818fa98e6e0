// Saying what one thinks of an approval, or withdrawing it: the server's word comes as a notice, lists follow.
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { giveVerdict, type Approval, type Verdict } from "../api/approvals.ts"
import { refusalText } from "../frame/refusal.tsx"
import { useNotify } from "../notice/notice-area.tsx"
import { useText } from "../text/use-text.ts"

export function useVerdict({ id, title }: Approval) {
  const say = useText()
  const notify = useNotify()
  const queries = useQueryClient()
  const [saying, setSaying] = useState<Verdict>()
  async function give(verdict: Verdict, comment: string): Promise<void> {
    setSaying(verdict)
    try {
      await giveVerdict(id, verdict, comment)
      notify({ tone: "good", text: say(`approvals.${verdict}_done`, { title }) })
      void queries.invalidateQueries({ queryKey: ["records"] })
    } catch (error) {
      const { title: text, detail } = refusalText(error, say)
      notify({ tone: "fault", text, detail })
    } finally {
      setSaying(undefined)
      await queries.invalidateQueries({ queryKey: ["approvals"] })
    }
  }
  return { saying, give }
}
