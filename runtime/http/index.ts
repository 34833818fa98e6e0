export { createLimit } from "./rate.ts"
export { startHttp, type HttpParts, type RunningHttp } from "./server.ts"
