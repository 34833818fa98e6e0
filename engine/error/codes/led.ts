// LED: entries that a ledger does not take.
export const ledgerCodes = {
  LED001: { status: 422, title: "The posting is out of balance" },
  LED002: { status: 409, title: "The posting is written already" },
  LED003: { status: 422, title: "The day is closed" },
  LED004: { status: 409, title: "What is posted stays as it is" },
  LED005: { status: 422, title: "An entry has more decimals than the ledger" },
  LED006: { status: 422, title: "An entry lacks what every entry has" },
} as const
