// Which screen an address shows. Lists and records are loaded as code when they are first needed.
import { lazy, Suspense } from "react"
import { useModel } from "../api/model.ts"
import type { Model } from "../contract/model.ts"
import { homePath, readRoute } from "../route/route.ts"
import { Link } from "../route/link.tsx"
import { useText } from "../text/use-text.ts"
import { Emptiness } from "./emptiness.tsx"

const loadHome = () => import("../home/home-screen.tsx")
const HomeScreen = lazy(loadHome)
const loadList = () => import("../list/list-screen.tsx")
const ListScreen = lazy(loadList)
const RecordScreen = lazy(() => import("../record/record-screen.tsx"))
const ApprovalsScreen = lazy(() => import("../approvals/approvals-screen.tsx"))
const ReportScreen = lazy(() => import("../report/report-screen.tsx"))
const ReportsScreen = lazy(() => import("../report/reports-screen.tsx"))
const MergeScreen = lazy(() => import("../merge/merge-screen.tsx"))
const DuplicatesScreen = lazy(() => import("../duplicates/duplicates-screen.tsx"))
const PrintScreen = lazy(() => import("../print/print-screen.tsx"))

/** Nearly everybody begins at the start or with a list: that code is fetched while the server is asked who is there. */
export function foresee(path: string): void {
  void (readRoute(path).kind === "home" ? loadHome() : loadList())
}

export function Screen({ path }: { readonly path: string }) {
  const model = useModel()
  const route = readRoute(path)
  switch (route.kind) {
    case "home":
      return hasViews(model) ? (
        <Suspense>
          <HomeScreen />
        </Suspense>
      ) : (
        <NoViews />
      )
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
    case "merge":
      return (
        <Suspense>
          <MergeScreen key={window.location.search} entity={route.entity} />
        </Suspense>
      )
    case "duplicates":
      return (
        <Suspense>
          <DuplicatesScreen key={route.entity} entity={route.entity} />
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

function hasViews({ modules, views }: Model): boolean {
  return modules.some(({ navigation }) => navigation.some(({ view }) => views[view] !== undefined))
}

function NoViews() {
  const say = useText()
  return <Emptiness title={say("frame.no_views")} text={say("frame.no_views_help")} />
}

function NothingHere() {
  const say = useText()
  return (
    <Emptiness title={say("error.not_found")}>
      <Link href={homePath}>{say("error.home")}</Link>
    </Emptiness>
  )
}
