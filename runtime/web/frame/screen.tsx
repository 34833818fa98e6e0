// Which screen an address shows. Lists and records are loaded as code when they are first needed.
import { lazy, Suspense, useEffect } from "react"
import { useModel } from "../api/model.ts"
import type { Model } from "../contract/model.ts"
import { listPath, readRoute } from "../route/route.ts"
import { Link } from "../route/link.tsx"
import { go } from "../route/location.ts"
import { useText } from "../text/use-text.ts"
import { Emptiness } from "./emptiness.tsx"

const loadList = () => import("../list/list-screen.tsx")
const ListScreen = lazy(loadList)
const RecordScreen = lazy(() => import("../record/record-screen.tsx"))
const ApprovalsScreen = lazy(() => import("../approvals/approvals-screen.tsx"))
const ReportScreen = lazy(() => import("../report/report-screen.tsx"))
const ReportsScreen = lazy(() => import("../report/reports-screen.tsx"))
const PrintScreen = lazy(() => import("../print/print-screen.tsx"))

/** Nearly everybody begins with a list: its code is fetched while the server is asked who is there. */
export const foresee = (): void => void loadList()

export function Screen({ path }: { readonly path: string }) {
  const model = useModel()
  const route = readRoute(path)
  const first = firstView(model)
  switch (route.kind) {
    case "home":
      return first === undefined ? <NoViews /> : <Forward to={listPath(first.module, first.view)} />
    case "list":
      return (
        <Suspense>
          <ListScreen key={route.view} view={route.view} module={route.module} />
        </Suspense>
      )
    case "record":
      return (
        <Suspense>
          <RecordScreen key={path} entity={route.entity} id={route.id} />
        </Suspense>
      )
    case "new":
      return (
        <Suspense>
          <RecordScreen key={path} entity={route.entity} />
        </Suspense>
      )
    case "approvals":
      return (
        <Suspense>
          <ApprovalsScreen />
        </Suspense>
      )
    case "reports":
      return (
        <Suspense>
          <ReportsScreen module={route.module} />
        </Suspense>
      )
    case "report":
      return (
        <Suspense>
          <ReportScreen key={route.report} id={route.report} />
        </Suspense>
      )
    case "print":
      return (
        <Suspense>
          <PrintScreen entity={route.entity} id={route.id} />
        </Suspense>
      )
    case "unknown":
      return <NothingHere />
  }
}

function firstView(model: Model): { readonly module: string; readonly view: string } | undefined {
  for (const module of model.modules) {
    const item = module.navigation.find((each) => model.views[each.view] !== undefined)
    if (item !== undefined) return { module: module.name, view: item.view }
  }
  return undefined
}

/** The start is the first view; the address says so, so that navigation and sharing agree. */
function Forward({ to }: { readonly to: string }) {
  useEffect(() => go(to, "replace"), [to])
  return null
}

function NoViews() {
  const say = useText()
  return <Emptiness title={say("frame.no_views")} text={say("frame.no_views_help")} />
}

function NothingHere() {
  const say = useText()
  const first = firstView(useModel())
  const home = first === undefined ? "/" : listPath(first.module, first.view)
  return (
    <Emptiness title={say("error.not_found")}>
      <Link href={home}>{say("error.home")}</Link>
    </Emptiness>
  )
}
