export {
  Decimal,
  QUOTIENT_SCALE,
  divide,
  formatDecimal,
  parseDecimal,
  remainder,
  roundTo,
  roundToStep,
} from "./decimal.ts"
export { addDays, addMonths, daysBetween, daysInMonth, makeDate, parseDate, type DateParts } from "./date.ts"
export { parseInstant, parseTime } from "./instant.ts"
export { compareText, countCodePoints, isStorable, lowerText, upperText } from "./text.ts"
export { phoneNumber } from "./phone.ts"
export { sha256 } from "./sha256.ts"
export { canonicalJson } from "./canonical-json.ts"
