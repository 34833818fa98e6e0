// A report as a sheet of a workbook (ECMA-376, SpreadsheetML): numbers stay numbers, days are days, groups fold.
import { daysBetween } from "../../../engine/value/index.ts"
import {
  flatten,
  headingsOf,
  type Cell,
  type FlatRow,
  type Result,
  type ResultColumn,
  type Words,
} from "../../../engine/report/index.ts"
import { zip } from "./zip.ts"

/** Styles by their place in `cellXfs` of STYLES: plain and, one after it, bold. */
const PLAIN = { text: 0, decimal: 2, money: 4, percent: 6, date: 8, integer: 10 } as const
/** Outlines are at most seven deep. */
const MOST_OUTLINE = 7
const SHEET_NAME = 31

/** The bytes of an .xlsx file. */
export function xlsxOf(result: Result, words: Words): Buffer {
  return zip(
    new Map([
      ["[Content_Types].xml", CONTENT_TYPES],
      ["_rels/.rels", RELATIONS],
      ["xl/workbook.xml", workbook(result.title)],
      ["xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS],
      ["xl/styles.xml", STYLES],
      ["xl/worksheets/sheet1.xml", sheet(result, words)],
    ]),
  )
}

function sheet(result: Result, words: Words): string {
  const headings = headingsOf(result, words)
  const widths = headings.map(
    (heading, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${at < result.groups.length ? 32 : Math.max(14, heading.length + 2)}" customWidth="1"/>`,
  )
  const rows = flatten(result, words).map((row, at) => line(row, at + 2, result.columns))
  const head = rowText(
    1,
    "",
    headings.map((heading, at) => text(heading, placeOf(at, 1), PLAIN.text + 1)),
  )
  return `${XML}<worksheet xmlns="${MAIN}"><sheetPr><outlinePr summaryBelow="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>${head}${rows.join("")}</sheetData></worksheet>`
}

function line(row: FlatRow, at: number, columns: readonly ResultColumn[]): string {
  const bold = row.kind === "record" ? 0 : 1
  const groups = row.groups.map((title, index) =>
    title === "" ? "" : text(title, placeOf(index, at), PLAIN.text + bold),
  )
  const cells = row.cells.map((cell, index) =>
    written(cell, columns[index], placeOf(row.groups.length + index, at), bold),
  )
  const level = Math.min(row.level, MOST_OUTLINE)
  return rowText(at, level === 0 ? "" : ` outlineLevel="${level}"`, [...groups, ...cells])
}

function rowText(at: number, attributes: string, cells: readonly string[]): string {
  return `<row r="${at}"${attributes}>${cells.join("")}</row>`
}

function written(cell: Cell, column: ResultColumn | undefined, place: string, bold: 0 | 1): string {
  if (cell === null) return ""
  if (typeof cell === "number") return number(String(cell), place, PLAIN.integer + bold)
  if (typeof cell === "boolean") return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === "object") return text(cell.id, place, PLAIN.text + bold)
  if (column?.type === "decimal") return number(cell, place, styleOf(column) + bold)
  const day = column?.type === "date" ? dayNumber(cell) : undefined
  return day === undefined
    ? text(cell, place, PLAIN.text + bold)
    : number(String(day), place, PLAIN.date + bold)
}

function styleOf({ format }: ResultColumn): number {
  return format === "money" ? PLAIN.money : format === "percent" ? PLAIN.percent : PLAIN.decimal
}

/** Days since the last day of 1899 but one, as sheets count them from March 1900 on. */
function dayNumber(date: string): number | undefined {
  const days = daysBetween("1899-12-30", date)
  return days === undefined || days < 61 ? undefined : days
}

function number(value: string, place: string, style: number): string {
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`
}

/** Texts stand in the cell itself, so none is ever taken for a formula. */
function text(value: string, place: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

/** `A1`, `AB12`: the column counted from 0. */
function placeOf(column: number, row: number): string {
  let letters = ""
  for (let at = column; at >= 0; at = Math.floor(at / 26) - 1)
    letters = String.fromCharCode(65 + (at % 26)) + letters
  return `${letters}${row}`
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
/** Characters that XML 1.0 does not know. */
const UNKNOWN = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]", "g")

function escaped(value: string): string {
  return value.replaceAll(UNKNOWN, "").replaceAll(/[&<>"]/g, (sign) => NAMED[sign] ?? sign)
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"

function workbook(title: string): string {
  const name = title.replaceAll(/[[\]:*?/\\']/g, " ").slice(0, SHEET_NAME)
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
const RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const WORKBOOK_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`

/** Number formats: as it is, as it is, `#,##0.00`, one of our own for percent, of days, whole. */
const FORMATS = [0, 0, 4, 164, 14, 3]
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00&quot; %&quot;"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${FORMATS.length * 2}">${FORMATS.map(
  (format) =>
    [0, 1]
      .map(
        (font) =>
          `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
      )
      .join(""),
).join("")}</cellXfs></styleSheet>`
