// Calculations: what is worked out over the rows and definitions of a record, with all names resolved.
import type { Expression } from "../../expression/index.ts"

export type Calculation = ChargesCalculation | ScheduleCalculation | SharesCalculation

interface OfCalculation {
  readonly name: string
  /** All that it reads, as paths from the record: `lines.tax.rate`. */
  readonly reads: readonly string[]
  /** Fields that it fills, `net_total`, `lines/net_amount`, and fields whose rows it makes, `taxes` besides `taxes/base`. */
  readonly writes: readonly string[]
  /** The smallest amount; 0.01 where it is absent or gives null. */
  readonly step?: Expression
}

/** Expressions by the field of the rows that they fill. */
export type Carried = readonly { readonly field: string; readonly value: Expression }[]

export interface ChargesCalculation extends OfCalculation {
  readonly kind: "charges"
  readonly rounding?: Expression
  readonly totalStep?: Expression
  readonly lines: {
    readonly rows: string
    readonly where?: Expression
    readonly amount: Expression
    readonly quantity?: Expression
    /** The fields that lead from a line to the definitions of its taxes. */
    readonly taxes?: readonly string[]
    readonly into: { readonly net?: string; readonly tax?: string; readonly gross?: string }
  }
  readonly tax?: TaxReading
  readonly charges?: {
    readonly rows: string
    readonly kind: Expression
    readonly value: Expression
    readonly row?: Expression
    readonly lineRate?: Expression
    readonly into: { readonly base?: string; readonly amount?: string; readonly total?: string }
  }
  readonly discount?: {
    readonly on?: Expression
    readonly percent?: Expression
    readonly amount?: Expression
  }
  readonly into: {
    readonly taxes?: {
      readonly rows: string
      readonly tax?: string
      readonly base?: string
      readonly amount?: string
      readonly carry: Carried
    }
    readonly net?: string
    readonly tax?: string
    readonly charges?: string
    readonly discount?: string
    readonly roundOff?: string
    readonly total?: string
  }
}

/** How a definition is read: expressions over it, `parent` being the record. */
export interface TaxReading {
  readonly kind?: Expression
  readonly rate: Expression
  readonly included?: Expression
  readonly enlarges?: Expression
  readonly order?: Expression
  readonly members?: string
}

export interface DateStep {
  readonly unit: "days" | "weeks" | "months" | "day_of_month" | "weekday"
  readonly by: Expression
}

export interface ScheduleCalculation extends OfCalculation {
  readonly kind: "schedule"
  readonly total: Expression
  readonly date: Expression
  readonly terms: {
    /** The fields that lead from the record to the rows. */
    readonly rows: readonly string[]
    readonly kind: Expression
    readonly value: Expression
    readonly due: readonly DateStep[]
    readonly discount?: {
      readonly percent?: Expression
      readonly amount?: Expression
      readonly until: readonly DateStep[]
    }
  }
  readonly into: {
    readonly rows: string
    readonly due: string
    readonly amount: string
    readonly discount?: string
    readonly discountUntil?: string
    readonly carry: Carried
  }
}

export interface SharesCalculation extends OfCalculation {
  readonly kind: "shares"
  readonly amount: Expression
  readonly rows: string
  readonly where?: Expression
  readonly weight: Expression
  readonly into: string
}
