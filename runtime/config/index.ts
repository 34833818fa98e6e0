export { readConfig, type Config, type LogLevel } from "./config.ts"
export { mainServer, type DatabaseServer } from "./databases.ts"
export { defaultDatabaseLimits, type DatabaseLimits, type RequestLimits } from "./limits.ts"
export { ConfigError, type Environment } from "./read.ts"
