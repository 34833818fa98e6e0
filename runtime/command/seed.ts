// tenon seed: the demo companies, without starting the server.
import type { Command } from "commander"
import { nearest } from "../../engine/error/index.ts"
import { described, type Context, type Shared } from "./context.ts"
import { table, WrongUsage, type Output } from "./output.ts"
import type { Progress } from "./progress.ts"
import { keepBooks } from "./serve/books.ts"
import { demoPassword, makeCompany } from "./serve/demo.ts"
import type { DemoCompany, World } from "./world.ts"

interface Options extends Shared {
  readonly today?: string
}

export function seedCommand(program: Command, context: Context): void {
  described(
    program.command("seed [company...]"),
    "Make the demo companies with two years of records and books.",
    ["tenon seed", "tenon seed brightwater --today 2026-06-30"],
  )
    .option("--today <date>", "the day that the records lead up to (default: today)")
    .action((names: readonly string[], options: Options) =>
      context.withWorld(options, (world, progress) => seed(world, progress, names, options)),
    )
}

async function seed(
  world: World,
  progress: Progress,
  names: readonly string[],
  options: Options,
): Promise<Output> {
  const { today = new Date().toISOString().slice(0, 10) } = options
  const companies: { readonly company: DemoCompany; readonly records: number }[] = []
  for (const company of chosen(world, names))
    companies.push({ company, records: (await makeCompany(world, company, today, progress)).records })
  const made = await Promise.all(
    companies.map(async ({ company, records }) => {
      const { documents, refused } = await keepBooks(world, company, {
        progress: (title, count, of) => progress.show(`${title}: ${count} of ${of} documents`),
        isOver: () => false,
      })
      const logins = company.people.map(({ email }) => ({ email, password: demoPassword(world, email) }))
      return { tenant: company.tenant, records, documents, refused, logins }
    }),
  )
  const rows = made.map(({ tenant, records, documents, refused }) => [
    tenant,
    records === 0 ? "was there" : `${records} records`,
    `${documents} documents${refused.length === 0 ? "" : `, ${refused.length} refused: ${refused[0]}`}`,
  ])
  return { text: table(["COMPANY", "MADE", "BOOKS"], rows, "There are no demo companies."), json: made }
}

function chosen({ seeds }: World, names: readonly string[]): readonly DemoCompany[] {
  const known = new Map(seeds.companies.map((company) => [company.tenant, company]))
  if (names.length === 0) return seeds.companies
  return names.map((name) => known.get(name) ?? unknownCompany(name, known.keys()))
}

function unknownCompany(name: string, known: Iterable<string>): never {
  const names = [...known]
  const near = nearest(name, names)
  const mend = near === undefined ? `There are ${names.join(", ")}.` : `Did you mean "${near}"?`
  throw new WrongUsage(`There is no demo company "${name}". ${mend}`)
}
