// One accent, one type scale, a 4-px grid. `build/theme-variables.ts` turns this into a stylesheet at build time,
// because a strict Content-Security-Policy forbids the style element that Mantine would write.
import { createTheme, type MantineColorsTuple } from "@mantine/core"

/** Greys of the dark scheme, a breath of blue in them so that the accent sits well. */
const dark: MantineColorsTuple = [
  "#e6e8ec",
  "#c4c8d0",
  "#a2a8b4",
  "#7d8594",
  "#5a6272",
  "#3b4252",
  "#2c313c",
  "#20242d",
  "#181b22",
  "#12141a",
]

export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 7 },
  colors: { dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: "600" },
  spacing: { xs: "0.25rem", sm: "0.5rem", md: "0.75rem", lg: "1rem", xl: "1.5rem" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  // Scroll locks write style elements too; the page itself never scrolls here, only its panes do.
  components: {
    Modal: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 100 } } },
    ModalOverlay: { defaultProps: { backgroundOpacity: 0.4 } },
    ModalRoot: { defaultProps: { lockScroll: false } },
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 100 } } },
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] } },
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    TagsInput: { defaultProps: { size: "xs" } },
    ColorInput: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 28 } },
  },
})
