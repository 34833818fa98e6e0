// The company that a person of the demo works for: another for the time of a test, and what it was again.
import { asked, changed } from "./books.ts"
import type { Person } from "./person.ts"

/** Makes the company the one that `who` works for, by the hands of an administrator; gives what undoes it. */
export async function workFor(admin: Person, who: Person, company: string): Promise<() => Promise<void>> {
  const id = await idOf(who)
  const { companies, default_company } = await asked(admin, `base.user/${id}`)
  const held = (companies ?? []) as readonly string[] // ids, as they travel
  await changed(admin, `base.user/${id}`, { companies: [...held, company], default_company: company })
  return () =>
    changed(admin, `base.user/${id}`, { companies: held, default_company: default_company ?? null })
}

function idOf({ page }: Person): Promise<string> {
  return page.evaluate(async () => {
    const answer = await fetch("/api/v1/model")
    const { user } = (await answer.json()) as { user: { id: string } } // JSON of the contract
    return user.id
  })
}
