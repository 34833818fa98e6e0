// The fan-out in a process of its own, so that it can be killed: takes the data directory, tells how far it is.
import { openPlane } from "../support/control.ts"
import { fanOutAll } from "./fan-out.ts"

const plane = await openPlane(process.argv[2] ?? "")
await fanOutAll(plane.control, (migrated) => process.stdout.write(`${migrated}\n`))
await plane.close()
