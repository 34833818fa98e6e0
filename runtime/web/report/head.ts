// The head of a report's table: what neighbouring columns have in common stands above them once.
import type { ReportColumn } from "../contract/report.ts"

export interface HeadCell {
  readonly key: string
  readonly title: string
  /** How many columns it is over, and how many lines of the head it fills. */
  readonly columns: number
  readonly rows: number
  /** The column that it alone heads. */
  readonly column?: ReportColumn
}

/** The words of a column: the value and period that it is over, and last what it is itself. */
export interface HeadWords {
  readonly across: (across: NonNullable<ReportColumn["across"]>) => string
  readonly period: (period: string) => string
  readonly part: (part: NonNullable<ReportColumn["part"]>) => string
}

/** The lines of the head, from above to below; each column is headed by one cell of its own, the lowest. */
export function headOf(columns: readonly ReportColumn[], words: HeadWords): readonly (readonly HeadCell[])[] {
  const own = ownWordsOf(columns)
  const paths = columns.map((column) => pathOf(column, words, own))
  const depth = Math.max(1, ...paths.map(({ length }) => length))
  return Array.from({ length: depth }, (_, level) =>
    columns.flatMap((column, at) => {
      const path = paths[at] ?? []
      const title = path[level]
      if (title === undefined || joins(paths, at, level)) return []
      const isOwn = level === path.length - 1
      return {
        key: `${level} ${column.key}`,
        title,
        columns: 1 + following(paths, at, level),
        rows: isOwn ? depth - level : 1,
        ...(isOwn ? { column } : {}),
      }
    }),
  )
}

/** Where all columns that are repeated are of one kind, value and period say enough; where all that are compared are, the
 * part does. */
function ownWordsOf(columns: readonly ReportColumn[]): OwnWords {
  const repeated = columns.filter(({ across, period }) => across !== undefined || period !== undefined)
  const compared = columns.filter(({ part }) => part !== undefined)
  if (compared.length > 0) return titlesOf(compared) === 1 ? partWords : ownWords
  return titlesOf(repeated) === 1 ? nothing : ownWords
}

function titlesOf(columns: readonly ReportColumn[]): number {
  return new Set(columns.map(({ title }) => title)).size
}

/** The last words, of what the column itself is. */
type OwnWords = (column: ReportColumn, words: HeadWords) => readonly string[]

const nothing: OwnWords = ({ title, across, period }) =>
  across === undefined && period === undefined ? [title] : []
const partWords: OwnWords = ({ title, part }, words) => [part === undefined ? title : words.part(part)]
const ownWords: OwnWords = ({ title, part }, words) => [
  part === undefined ? title : `${title}, ${words.part(part)}`,
]

function pathOf(column: ReportColumn, words: HeadWords, own: OwnWords): readonly string[] {
  const { across, period } = column
  return [
    ...(across === undefined ? [] : [words.across(across)]),
    ...(period === undefined ? [] : [words.period(period)]),
    ...own(column, words),
  ]
}

/** Whether the cell of this line is that of the column before. */
function joins(paths: readonly (readonly string[])[], at: number, level: number): boolean {
  const [own, before] = [paths[at] ?? [], paths[at - 1] ?? []]
  if (level >= own.length - 1 || level >= before.length - 1) return false
  return own.slice(0, level + 1).every((label, index) => label === before[index])
}

function following(paths: readonly (readonly string[])[], at: number, level: number): number {
  let next = at + 1
  while (next < paths.length && joins(paths, next, level)) next++
  return next - at - 1
}
