// Ready-made charts of accounts: accounts, journals, taxes and the company's defaults as data, and the order in which they
// are laid down for a company. Knows no database: whoever calls brings the door.
import france from "./reference/charts/france.json" with { type: "json" }
import generic from "./reference/charts/generic.json" with { type: "json" }
import germany from "./reference/charts/germany.json" with { type: "json" }
import type { Json } from "./types.ts"

interface ChartAccount {
  readonly name: string
  readonly root_type: string
  readonly type?: string
  readonly parent?: string
  readonly group?: boolean
}
interface ChartJournal {
  readonly name: string
  readonly type: string
  readonly account?: string
}
interface ChartTax {
  readonly name: string
  readonly scope: string
  readonly rate: string
  readonly account?: string
  readonly base_box?: string
  readonly tax_box?: string
  readonly refund_base_box?: string
  readonly refund_tax_box?: string
}

/** A chart as its file says it: everything by its code. */
export interface Chart {
  readonly name: string
  /** ISO 3166-1 code of the country whose boxes and rates it has. */
  readonly country?: string
  readonly boxes: Readonly<Record<string, string>>
  readonly accounts: Readonly<Record<string, ChartAccount>>
  readonly journals: Readonly<Record<string, ChartJournal>>
  readonly taxes: Readonly<Record<string, ChartTax>>
  /** The company's fields: codes of accounts and journals. */
  readonly company: Readonly<Record<string, string>>
}

export const charts: Readonly<Record<"generic" | "germany" | "france", Chart>> = { generic, germany, france }

/** How records get in: those created give their ids, in their order. */
export interface ChartDoor {
  create(entity: string, records: readonly Fields[]): Promise<readonly string[]>
  change(entity: string, id: string, patch: Fields): Promise<void>
}
type Fields = Readonly<Record<string, Json>>
export type Codes = ReadonlyMap<string, string>

/** The ids of what was laid down, by code. */
export interface LaidChart {
  readonly accounts: Codes
  readonly journals: Codes
  readonly taxes: Codes
  readonly boxes: Codes
}

/** Lays the chart down for a company that has no accounts yet, and makes its accounts and journals the company's defaults.
 * `country` is the id of the chart's country, for its boxes. */
export async function layChart(
  chart: Chart,
  company: string,
  door: ChartDoor,
  country?: string,
): Promise<LaidChart> {
  const accounts = await layAccounts(chart, company, door)
  const journals = await layAll(
    "accounting.journal",
    chart.journals,
    door,
    (code, { account, ...fields }) => ({
      ...{ company, code, ...fields },
      ...named("default_account", account, accounts),
    }),
  )
  const boxes = await layAll("accounting.tax_box", chart.boxes, door, (code, name) => ({
    ...{ code, name },
    ...(country === undefined ? {} : { country }),
  }))
  const taxes = await layAll("accounting.tax", chart.taxes, door, (code, tax) => taxOf(code, tax))
  const known = new Map([...accounts, ...journals])
  const defaults = Object.entries(chart.company).map(([field, code]): [string, Json] => [
    field,
    known.get(code) ?? null,
  ])
  await door.change("base.company", company, Object.fromEntries(defaults))
  return { accounts, journals, boxes, taxes }

  function taxOf(code: string, { name, scope, rate, account, ...inBoxes }: ChartTax): Fields {
    const placed = Object.entries(inBoxes).flatMap(([field, box]) => Object.entries(named(field, box, boxes)))
    return {
      ...{ company, code, name, scope, rate },
      ...named("account", account, accounts),
      ...Object.fromEntries(placed),
    }
  }
}

/** Accounts stand after the headings that they belong to. */
async function layAccounts({ accounts }: Chart, company: string, door: ChartDoor): Promise<Codes> {
  const laid = new Map<string, string>()
  let left = Object.entries(accounts)
  while (left.length > 0) {
    const ready = left.filter(([, { parent }]) => parent === undefined || laid.has(parent))
    if (ready.length === 0) throw new Error(`no account of the chart has the code "${left[0]?.[1].parent}"`)
    const level = await layAll("accounting.account", Object.fromEntries(ready), door, (code, account) => {
      const { parent, group = false, type = "other", ...fields } = account
      const controls = type === "receivable" || type === "payable"
      return {
        ...{ company, code, ...fields, type, is_group: group },
        ...{ party_required: controls, reconcilable: controls },
        ...named("parent", parent, laid),
      }
    })
    for (const [code, id] of level) laid.set(code, id)
    left = left.filter(([code]) => !laid.has(code))
  }
  return laid
}

async function layAll<T>(
  entity: string,
  all: Readonly<Record<string, T>>,
  door: ChartDoor,
  fields: (code: string, one: T) => Fields,
): Promise<Codes> {
  const codes = Object.keys(all)
  if (codes.length === 0) return new Map()
  const ids = await door.create(
    entity,
    Object.entries(all).map(([code, one]) => fields(code, one)),
  )
  return new Map(
    codes.flatMap((code, i): [string, string][] => (ids[i] === undefined ? [] : [[code, ids[i]]])),
  )
}

function named(field: string, code: string | undefined, ids: Codes): Fields {
  if (code === undefined) return {}
  const id = ids.get(code)
  if (id === undefined) throw new Error(`the chart knows no "${code}" for ${field}`)
  return { [field]: id }
}
