// tenon layer: what a tenant changed in the installed modules, as files.
import type { Command } from "commander"
import type { Context } from "../context.ts"
import { layerPull } from "./pull.ts"
import { layerPush } from "./push.ts"

export function layerCommands(program: Command, context: Context): void {
  const group = program.command("layer").description("A tenant's own metadata, as a folder of files.")
  for (const add of [layerPull, layerPush]) add(group, context)
}
