// LED: entries that a ledger does not take.
export const ledgerCodes = {
  LED001: { status: 422, title: "The posting is out of balance" },
  LED002: { status: 409, title: "The posting is written already" },
  LED003: { status: 422, title: "The day is closed" },
  LED004: { status: 409, title: "What is posted stays as it is" },
  LED005: { status: 422, title: "An entry has more decimals than the ledger" },
  LED006: { status: 422, title: "An entry lacks what every entry has" },
  LED050: { status: 422, title: "There would be less than nothing" },
  LED051: { status: 422, title: "The entry whose cost is taken cannot be taken from" },
  LED052: { status: 409, title: "Other entries take their cost from it" },
  LED053: { status: 403, title: "Later entries are there already" },
  LED054: { status: 422, title: "No cost is known" },
  LED055: { status: 422, title: "The entry cannot be costed as it is said" },
} as const
