// Which accounts and taxes of its chart a legal entity books what on, by its country.
import type { OwnCompany } from "../types.ts"

export interface BookCodes {
  readonly bank: string
  readonly capital: string
  readonly equipment: string
  readonly wear: string
  readonly depreciation: string
  readonly salaries: string
  readonly payroll: string
  readonly rent: string
  readonly travel: string
  readonly freight: string
  readonly charges: string
  readonly other: string
  readonly variance: string
  readonly goods: string
  readonly goodsAbroad: string
  readonly services: string
  readonly sales: {
    readonly food: string
    readonly sweets: string
    readonly services: string
    readonly abroad: string
  }
  readonly purchases: { readonly food: string; readonly other: string; readonly abroad: string }
}

const generic: Omit<BookCodes, "sales" | "purchases"> = {
  ...{ bank: "1010", capital: "3000", equipment: "1500", wear: "1590", depreciation: "6800" },
  ...{ salaries: "6000", payroll: "2300", rent: "6100", travel: "6200", freight: "6300", charges: "6400" },
  ...{ other: "6900", variance: "5300", goods: "4000", goodsAbroad: "4000", services: "4010" },
}
const byCountry: Readonly<Record<string, BookCodes>> = {
  GB: {
    ...generic,
    sales: { food: "S0", sweets: "S20", services: "S20", abroad: "S0" },
    purchases: { food: "P0", other: "P20", abroad: "P0" },
  },
  US: {
    ...generic,
    sales: { food: "S0", sweets: "S0", services: "S0", abroad: "S0" },
    purchases: { food: "P0", other: "P0", abroad: "P0" },
  },
  DE: {
    ...{ bank: "1200", capital: "0800", equipment: "0400", wear: "0490", depreciation: "4830" },
    ...{ salaries: "4100", payroll: "1740", rent: "4210", travel: "4670", freight: "4900", charges: "4970" },
    ...{ other: "4900", variance: "3970", goods: "8300", goodsAbroad: "8125", services: "8400" },
    sales: { food: "UST7", sweets: "UST7", services: "UST19", abroad: "IGL" },
    purchases: { food: "VST7", other: "VST19", abroad: "VST7" },
  },
}

export function codesOf({ country }: Pick<OwnCompany, "country">): BookCodes {
  const codes = byCountry[country]
  if (codes === undefined) throw new Error(`no books are kept in ${country}`)
  return codes
}
