export {
  adminRoleScript,
  extensions,
  hardenScript,
  requestRole,
  requestRoleScript,
  sharedSchemaScript,
} from "./bootstrap.ts"
export { quoteIdentifier } from "./quote.ts"
export { balanceTemplate, openingTemplate, turnoverTemplate } from "./ledger/balance.ts"
export { bookedTemplate } from "./ledger/document.ts"
export { entryInput, postTemplate } from "./ledger/insert.ts"
export { postedIdsTemplate, unreversedTemplate } from "./ledger/reverse.ts"
export { verifyTemplates } from "./ledger/verify.ts"
export { firstRow, listTemplates } from "./read/list.ts"
export {
  aggregateTemplate,
  historyTemplate,
  readTemplate,
  rightsTemplate,
  whyTemplate,
} from "./read/single.ts"
export { myApprovalsTemplate, openApprovalsTemplate, standsForTemplate } from "./read/approvals.ts"
export { carriedTemplate } from "./read/carried.ts"
export { collectTemplate } from "./read/collect.ts"
export { fitsTemplate, openRowsTemplate, pairsTemplate } from "./read/match.ts"
export { alikeTemplate, duplicatesTemplate } from "./read/duplicates.ts"
export { referringTo, type Referring } from "./read/referring.ts"
export { postingsTemplate } from "./read/postings.ts"
export { holdersTemplate } from "./read/holders.ts"
export { reportInputs, reportTemplate } from "./report/template.ts"
export { arrayText, bind, type Bindings, type Slot, type Stale, type Template } from "./template.ts"
export type { Row, Statement, Value } from "./types.ts"
export { resultTemplates, settleTemplates, snapshotTemplate } from "./write/calculated.ts"
export { inputOf } from "./write/children.ts"
export { createdTemplate, createTemplates } from "./write/create.ts"
export { flat } from "./write/input.ts"
export { drawTemplate } from "./write/draw.ts"
export { emitTemplate } from "./write/emit.ts"
export { askedTemplate, finalTemplate, keptTemplate, takeKey } from "./write/once.ts"
export { learnersTemplate, learnTemplate } from "./write/learn.ts"
export { mergedTemplates } from "./write/merged.ts"
export { startTemplates } from "./write/series.ts"
export { isLeft, leftTemplate, lookInput } from "./write/lookup.ts"
export { tellHouse } from "./house.ts"
export { linkedTemplates } from "./write/linked.ts"
export { lockTemplate, lookTemplate, refreshTemplates } from "./write/refresh.ts"
export { deleteTemplates, updatedTemplate, updateTemplates } from "./write/update.ts"
