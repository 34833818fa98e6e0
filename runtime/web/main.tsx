// The entry of the end user's application.
import "@fontsource-variable/inter/wght.css"
import "@mantine/core/styles.css"
import "virtual:theme.css"
import "./theme/base.css"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { Application } from "./application.tsx"
import { currentLanguage } from "./text/language.ts"
import { loadTexts } from "./text/use-text.ts"

const root = document.getElementById("root")
if (root === null) throw new Error("index.html has no element #root")
await loadTexts(currentLanguage())
createRoot(root).render(
  <StrictMode>
    <Application />
  </StrictMode>,
)
