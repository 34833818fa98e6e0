// What the house alone may write: values that it works out, and states that it carries in. A transaction of the house says
// that it is one by a setting, which no statement of a tenant can set: those may only read and write rows, and the function
// that sets settings is taken from them.
// https://www.postgresql.org/docs/18/sql-set.html

/** The setting of a transaction of the house. */
export const ofHouse = "tenon.house"

/** Told in front of the first statement of a transaction of the house. */
export const tellHouse = `SET LOCAL ${ofHouse} = on`
