// How names and texts stand in SQL. Only names from a model or from our own settings come here; values are parameters.

/** A name as PostgreSQL reads it whatever it holds. https://www.postgresql.org/docs/18/sql-syntax-lexical.html */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as a literal, for the commands that take no parameters (DDL). */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted
}
