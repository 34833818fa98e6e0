// A new field in every tenant: once in one go, once killed in the middle and started again.
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { fanOut, prepareMigrations, type FanOutReport, type Target } from "../../runtime/migrate/index.ts"
import { listTenants, type Control } from "../../runtime/tenant/index.ts"
import type { Model } from "../../engine/model/index.ts"
import type { Plane } from "../support/control.ts"
import { figure, report } from "../support/report.ts"
import { wider } from "./wider.ts"

/** Takes every tenant to the wider model, or to the one given. */
export async function fanOutAll(
  control: Control,
  progress: (migrated: number) => void,
  model?: Model,
): Promise<FanOutReport> {
  const to = model ?? (await wider()).model
  await prepareMigrations(control)
  const tenants = await listTenants(control)
  const targets = tenants.map((tenant): Target => ({ tenant, to }))
  const options = {
    accepted: ["MIG101"],
    at: new Date(),
    progress: ({ migrated }: { migrated: number }) => progress(migrated),
  }
  return fanOut(control, targets, options)
}

/** Writes the section: forward in one go, back, forward again with a kill in the middle. */
export async function reportFanOut(
  { control, directory }: Plane,
  before: Model,
  command: string,
): Promise<void> {
  const rows: string[][] = []
  const go = async (what: string, to: Model): Promise<void> => {
    const began = performance.now()
    const { migrated, unchanged, failures } = await fanOutAll(control, () => {}, to)
    if (failures.length > 0) throw new Error(JSON.stringify(failures[0]))
    rows.push([what, figure(migrated), figure(unchanged), figure((performance.now() - began) / 1000)])
  }
  const { model } = await wider()
  await go("add a field", model)
  await go("take it out again, values to the trash", before)
  const [killed, seconds] = await killedHalfway(directory, (await listTenants(control)).length)
  rows.push(["add it, killed halfway", figure(killed), "-", figure(seconds)])
  await go("the same, started again", model)
  report({
    name: "fan-out",
    title: "A new field in every tenant",
    command,
    remark: "Planned once; 25 tenants a message, 4 connections; the kill is SIGKILL",
    columns: ["what", "tenants migrated", "there already", "seconds"],
    rows,
  })
}

/** Runs it in a process that is killed when half of the tenants are done; gives how many it told of, and the seconds. */
function killedHalfway(directory: string, tenants: number): Promise<readonly [number, number]> {
  const file = fileURLToPath(new URL("./fan-out-process.ts", import.meta.url))
  const child = spawn(process.execPath, ["--import", "tsx", file, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  let [last, began] = [0, 0]
  child.stdout.on("data", (text: Buffer) => {
    began ||= performance.now()
    last = Number(text.toString().trim().split("\n").at(-1))
    if (last >= tenants / 2) child.kill("SIGKILL")
  })
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", () => resolve([last, (performance.now() - began) / 1000]))
  })
}
