// Builds the application into dist/web: hashed assets, no inline script or style, so that a strict CSP holds.
import react from "@vitejs/plugin-react"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"
import { iconFiles } from "./build/icon-files.ts"
import { themeVariables } from "./build/theme-variables.ts"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here("."),
  plugins: [react(), themeVariables(), iconFiles(here("../../metadata"))],
  build: {
    outDir: here("../../dist/web"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: "es2023",
  },
  server: { port: 5173, proxy: { "/api": { target: process.env.TENON_URL ?? "http://localhost:3000" } } },
})
