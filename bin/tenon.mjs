#!/usr/bin/env node
// The tenon command line: builds what is stale, then runs it. `tenon --help` tells the rest.
import { pathToFileURL } from "node:url"

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Tenon needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

const { buildServer, buildWeb } = await import("../scripts/build.mjs")
const [server] = await Promise.all([buildServer(), process.argv[2] === "serve" ? buildWeb() : undefined])

process.env.NODE_ENV ??= "production"
process.setSourceMapsEnabled(true)
await import(pathToFileURL(server).href)
