import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core"
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react"
import { useText } from "../text/use-text.ts"

const schemes = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const say = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Current = schemes[colorScheme]
  const item = (scheme: MantineColorScheme) => {
    const Sign = schemes[scheme]
    return (
      <Menu.Item
        key={scheme}
        leftSection={<Sign size={14} />}
        rightSection={colorScheme === scheme ? <IconCheck size={14} /> : undefined}
        onClick={() => setColorScheme(scheme)}
      >
        {say(`frame.theme_${scheme}`)}
      </Menu.Item>
    )
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={say("frame.theme")}>
          <Current size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{(["light", "dark", "auto"] as const).map(item)}</Menu.Dropdown>
    </Menu>
  )
}
