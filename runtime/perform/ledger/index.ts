export { createAskLedger, type AskLedger } from "./ledger.ts"
