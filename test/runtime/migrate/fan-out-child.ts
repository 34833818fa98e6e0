// A process that fans out over all tenants of a database and is killed in the middle by its test.
// Arguments: URL of the admin role, entities as JSON. Prints the number of tenants done, a line each time.
import { createAdminDatabase } from "../../../runtime/database/index.ts"
import { fanOut } from "../../../runtime/migrate/index.ts"
import { listTenants } from "../../../runtime/tenant/index.ts"
import { shopModel, type Shop } from "../../support/shop.ts"

const [url = "", entities = "{}"] = process.argv.slice(2)
const control = {
  admin: createAdminDatabase({ servers: new Map([["main", url]]), connections: 4 }),
  home: "main",
}
// A border: the test that starts this process wrote the argument.
const to = shopModel(JSON.parse(entities) as Shop)
const tenants = await listTenants(control)
await fanOut(
  control,
  tenants.map((tenant) => ({ tenant, to })),
  {
    accepted: [],
    at: new Date(),
    batch: 10,
    connections: 2,
    progress: ({ migrated }) => process.stdout.write(`${migrated}\n`),
  },
)
await control.admin.close()
