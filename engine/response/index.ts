export {
  missing,
  replyAggregate,
  replyCreate,
  replyDelete,
  replyHistory,
  replyList,
  replyRead,
  replyUpdate,
  type Reply,
} from "./reply.ts"
export { replyEntries, replySums, replyVerify } from "./ledger.ts"
export { modelView, translator } from "./model-view.ts"
export { importersFor, importerView } from "./importer-view.ts"
export { reportView } from "./report-view.ts"
