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
export { modelView } from "./model-view.ts"
