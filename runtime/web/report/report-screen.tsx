// A report: its parameters, its rows, and the ways out of it, as a sheet, on paper, or down to the records.
import { Button, Skeleton, VisuallyHidden } from "@mantine/core"
import { IconLink, IconPrinter, IconTableExport } from "@tabler/icons-react"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { useModel } from "../api/model.ts"
import { askedOf, asTexts, reportAddress, runReport, type Asked } from "../api/reports.ts"
import { RequestRefused } from "../contract/problem.ts"
import type { Report } from "../contract/model.ts"
import type { ReportResult } from "../contract/report.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { go, usePlace } from "../route/location.ts"
import { reportPath } from "../route/route.ts"
import { useLanguage } from "../text/language.ts"
import { useText } from "../text/use-text.ts"
import { AskedText } from "./asked-text.tsx"
import { ParametersForm } from "./parameters-form.tsx"
import { ReportTable } from "./report-table.tsx"
import classes from "./report.module.css"
import { useTitlesOf } from "./use-titles.ts"

export default function ReportScreen({ id }: { readonly id: string }) {
  const say = useText()
  const report = useModel().reports.find((each) => each.id === id)
  return report === undefined ? <Emptiness title={say("error.not_found")} /> : <Shown report={report} />
}

function Shown({ report }: { readonly report: Report }) {
  const language = useLanguage()
  const { query } = usePlace()
  const asked = askedOf(query, report.parameters)
  const answer = useQuery({
    queryKey: ["report", language, report.id, asked],
    queryFn: ({ signal }) => runReport(report.id, asked, signal),
    placeholderData: keepPreviousData,
    retry: false,
  })
  useScreenTitle(report.title)
  return (
    <article className={classes.screen} aria-label={report.title} aria-busy={answer.isFetching}>
      <Head report={report} asked={asked} known={answer.data?.parameters} />
      <ParametersForm
        parameters={report.parameters}
        asked={asked}
        known={answer.data?.parameters}
        faults={faultsOf(answer.error)}
      />
      {answer.data !== undefined && (
        <AskedText parameters={report.parameters} asked={answer.data.parameters} />
      )}
      {answer.isPending ? (
        <Skeleton height={240} />
      ) : answer.isError ? (
        <Refusal error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <Rows result={answer.data} />
      )}
    </article>
  )
}

interface HeadProps {
  readonly report: Report
  readonly asked: Asked
  readonly known: ReportResult["parameters"] | undefined
}

function Head({ report, asked, known }: HeadProps) {
  const say = useText()
  const [isCopied, setCopied] = useState(false)
  // Who opens it has other defaults and another day: the link says all. It stands in the address bar as well, for where the
  // clipboard is closed to pages (it is without TLS, and by settings).
  const copy = () => {
    const all = new URLSearchParams(asTexts({ ...known, ...asked })).toString()
    go(`${reportPath(report.id)}?${all}`, "replace")
    if (!("clipboard" in navigator)) return
    navigator.clipboard.writeText(window.location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <header className={classes.head}>
      <div className={classes.heading}>
        <h1 className={classes.title}>{report.title}</h1>
        {report.description !== undefined && <p className={classes.description}>{report.description}</p>}
      </div>
      <div className={classes.ways}>
        {(["csv", "xlsx"] as const).map((format) => (
          <Button
            key={format}
            component="a"
            variant="default"
            href={`/api/v1${reportAddress(report.id, asked, format)}`}
            download
            leftSection={<IconTableExport size={14} />}
          >
            {format.toUpperCase()}
          </Button>
        ))}
        <Button
          variant="default"
          leftSection={<IconLink size={14} />}
          onClick={copy}
          onBlur={() => setCopied(false)}
        >
          {say(isCopied ? "report.copied" : "report.copy")}
        </Button>
        <VisuallyHidden role="status">{isCopied && say("report.copied")}</VisuallyHidden>
        <Button variant="default" leftSection={<IconPrinter size={14} />} onClick={() => window.print()}>
          {say("report.print")}
        </Button>
      </div>
    </header>
  )
}

function Rows({ result }: { readonly result: ReportResult }) {
  const say = useText()
  const isNamed = useTitlesOf(result)
  if (result.rows.length === 0) return <Emptiness title={say("report.none")} text={say("report.none_help")} />
  if (!isNamed) return <Skeleton height={240} />
  return <ReportTable result={result} />
}

/** What is wrong with single parameters, by name. */
function faultsOf(error: Error | null): ReadonlyMap<string, string> {
  if (!(error instanceof RequestRefused)) return new Map()
  return new Map(error.problem.errors.map(({ path, message }) => [path.replace(/^\//, ""), message]))
}
