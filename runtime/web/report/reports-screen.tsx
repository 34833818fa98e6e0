// The reports of a module, by their headings.
import { useModel } from "../api/model.ts"
import type { Report } from "../contract/model.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { Icon } from "../icon/icon.tsx"
import { Link } from "../route/link.tsx"
import { reportPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./report.module.css"

export default function ReportsScreen({ module }: { readonly module: string }) {
  const say = useText()
  const { modules, reports } = useModel()
  const found = modules.find(({ name }) => name === module)
  const title = say("report.of_module", { module: found?.title ?? module })
  useScreenTitle(title)
  const own = reports.filter((report) => report.module === module)
  if (own.length === 0) return <Emptiness title={say("report.no_reports")} />
  return (
    <section className={classes.screen} aria-label={title}>
      <h1 className={classes.title}>{title}</h1>
      <div className={classes.index}>
        {byGroup(own).map(([group, members]) => (
          <section key={group} aria-label={group || title}>
            {group !== "" && <h2 className={classes.group}>{group}</h2>}
            <ul className={classes.list}>
              {members.map((report) => (
                <li key={report.id}>
                  <Link className={classes.entry} href={reportPath(report.id)}>
                    <Icon name={report.icon ?? "report"} />
                    <span>
                      <span className={classes.entryTitle}>{report.title}</span>
                      <span className={classes.description}>{report.description}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}

function byGroup(reports: readonly Report[]): readonly (readonly [string, readonly Report[]])[] {
  const groups = new Map<string, Report[]>()
  for (const report of reports)
    groups.set(report.group ?? "", [...(groups.get(report.group ?? "") ?? []), report])
  return [...groups]
}
