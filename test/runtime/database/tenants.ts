// A tenant of one table, made by hand: what the database room needs, without a model.
import { randomBytes } from "node:crypto"
import type { TenantAddress } from "../../../runtime/database/index.ts"

export interface HandMadeTenant {
  readonly at: TenantAddress
  readonly script: string
}

/** A schema with the table note (id integer, text text), holding one row `(1, 'of <name>')`, and its role. */
export function makeTenant(name: string): HandMadeTenant {
  const unique = `${name}_${randomBytes(4).toString("hex")}`
  return {
    at: { tenant: name, server: "main", schema: unique, role: unique },
    script: `create schema ${unique};
create role ${unique} nologin;
grant ${unique} to tenon_app with inherit false, set true;
create table ${unique}.note (id integer primary key, text text not null);
insert into ${unique}.note values (1, 'of ${name}');
grant usage on schema ${unique} to ${unique};
grant select, insert, update, delete on all tables in schema ${unique} to ${unique};
`,
  }
}
