// A vite plugin: `virtual:theme.css` holds the CSS variables of our Mantine theme, worked out at build time.
import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from "@mantine/core"
import type { Plugin } from "vite"
import { theme } from "../theme/theme.ts"

const name = "virtual:theme.css"

/** Serves the stylesheet of the theme's variables, for light, dark and both. */
export function themeVariables(): Plugin {
  return {
    name: "tenon-theme-variables",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? stylesheet() : undefined),
  }
}

function stylesheet(): string {
  const { variables, light, dark } = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))
  return [
    rule(":root", variables),
    rule(':root[data-mantine-color-scheme="light"]', light),
    rule(':root[data-mantine-color-scheme="dark"]', dark),
  ].join("\n")
}

function rule(selector: string, variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([property, value]) => `  ${property}: ${value};`)
  return `${selector} {\n${lines.join("\n")}\n}`
}
