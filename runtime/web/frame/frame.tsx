// The frame around every screen: navigation on the left, bar on top, the screen of the address in the middle.
import { Drawer } from "@mantine/core"
import { useDisclosure, useHotkeys, useLocalStorage, useMediaQuery } from "@mantine/hooks"
import { useEffect } from "react"
import { ModelProvider, useModelQuery } from "../api/model.ts"
import { Palette } from "../palette/palette.tsx"
import { usePlace } from "../route/location.ts"
import { useText } from "../text/use-text.ts"
import { FaultBoundary } from "./fault-boundary.tsx"
import classes from "./frame.module.css"
import { FrameSkeleton } from "./frame-skeleton.tsx"
import { KeysDialog } from "./keys-dialog.tsx"
import { Navigation } from "./navigation.tsx"
import { Refusal } from "./refusal.tsx"
import { Screen } from "./screen.tsx"
import { TopBar } from "./top-bar.tsx"

export function Frame() {
  const model = useModelQuery()
  if (model.isPending) return <FrameSkeleton />
  if (model.isError) return <Refusal error={model.error} retry={() => void model.refetch()} />
  return (
    <ModelProvider value={model.data}>
      <FrameLayout />
    </ModelProvider>
  )
}

function FrameLayout() {
  const say = useText()
  const { path } = usePlace()
  const narrow = useMediaQuery("(max-width: 48em)") ?? false
  const [drawer, { open, close }] = useDisclosure(false)
  const [collapsed, setCollapsed] = useLocalStorage({
    key: "tenon.navigation.collapsed",
    defaultValue: false,
  })
  const [opened, palette] = useDisclosure(false)
  const [keysShown, keys] = useDisclosure(false)
  useHotkeys([["mod+K", palette.open]], [])
  useHotkeys([["shift+?", keys.open]])
  useEffect(close, [path, close])
  return (
    <div className={classes.frame} data-collapsed={collapsed || undefined}>
      <a className={classes.skip} href="#content">
        {say("frame.skip")}
      </a>
      {narrow ? (
        <Drawer opened={drawer} onClose={close} size={280} padding={0} title={say("frame.navigation")}>
          <Navigation width="full" />
        </Drawer>
      ) : (
        <aside className={classes.side}>
          <Navigation width={collapsed ? "narrow" : "full"} toggle={() => setCollapsed(!collapsed)} />
        </aside>
      )}
      <TopBar openSearch={palette.open} openKeys={keys.open} {...(narrow ? { openNavigation: open } : {})} />
      <main id="content" className={classes.content} tabIndex={-1}>
        <FaultBoundary key={path}>
          <Screen path={path} />
        </FaultBoundary>
      </main>
      {keysShown && <KeysDialog close={keys.close} />}
      {opened && <Palette close={palette.close} />}
    </div>
  )
}
