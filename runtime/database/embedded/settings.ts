// The settings of an embedded server: one company to some hundred tenants on a machine shared with the application.
import { totalmem } from "node:os"

export interface ServerSettings {
  readonly port: number
  readonly socketDirectory: string
  /** Connections that the server admits in all. */
  readonly connections: number
  /** Further settings by name, over the ones chosen here. */
  readonly extra: Readonly<Record<string, string>>
}

const mebibyte = 1024 * 1024

/** The command line of `postgres`, see https://www.postgresql.org/docs/18/runtime-config.html. */
export function serverArguments(cluster: string, settings: ServerSettings): readonly string[] {
  const shared = totalmem() >= 4096 * mebibyte ? 256 : 96
  const chosen: Record<string, string> = {
    port: String(settings.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: settings.socketDirectory,
    unix_socket_permissions: "0700",
    max_connections: String(settings.connections),
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${shared * 4}MB`,
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    max_wal_size: "1GB",
    // After a kill, recovery first writes all files through: one by one takes minutes with the files of many tenants.
    ...(process.platform === "linux" ? { recovery_init_sync_method: "syncfs" } : {}),
    wal_compression: "on",
    random_page_cost: "1.1",
    // A migration of a hundred tenants in one message holds a lock on each of their tables until it commits.
    max_locks_per_transaction: "512",
    // Compiling a plan costs more than the short statements of an application ever give back.
    jit: "off",
    password_encryption: "scram-sha-256",
    // Statements carry people's data: the log keeps what went wrong, not with which values.
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    cluster_name: "tenon",
    ...settings.extra,
  }
  return ["-D", cluster, ...Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`])]
}
