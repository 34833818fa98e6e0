import { useQuery } from "@tanstack/react-query"
import { listApprovals } from "../api/approvals.ts"

/** What waits for this person, asked for anew every minute. */
export function useApprovals() {
  return useQuery({
    queryKey: ["approvals"],
    queryFn: ({ signal }) => listApprovals(signal),
    refetchInterval: 60_000,
    retry: false,
  })
}
