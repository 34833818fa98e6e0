// tenon layer: what a tenant has beside the installed modules: plugins, templates, and files of its own.
import type { Command } from "commander"
import type { Context } from "../context.ts"
import { layerAdd, layerRemove } from "./add.ts"
import { layerList } from "./list.ts"
import { layerPull } from "./pull.ts"
import { layerPush } from "./push.ts"
import { layerRevert } from "./revert.ts"

export function layerCommands(program: Command, context: Context): void {
  const group = program
    .command("layer")
    .description("What a tenant has beside the modules: plugins, templates and metadata of its own.")
  for (const add of [layerList, layerAdd, layerRemove, layerPull, layerPush, layerRevert]) add(group, context)
}
