import { Avatar, Menu, UnstyledButton } from "@mantine/core"
import { IconKeyboard, IconLogout } from "@tabler/icons-react"
import { useModel } from "../api/model.ts"
import { useSessionChange } from "../api/session.ts"
import { useNotify } from "../notice/notice-area.tsx"
import { useText } from "../text/use-text.ts"
import { refusalText } from "./refusal.tsx"

/** Who is logged in, and the way out. */
export function ProfileMenu({ openKeys }: { readonly openKeys: () => void }) {
  const say = useText()
  const notify = useNotify()
  const { user } = useModel()
  const { logOut } = useSessionChange()
  function leave(): void {
    logOut().catch((error: unknown) => {
      const { title, detail } = refusalText(error, say)
      notify({ tone: "fault", text: title, detail })
    })
  }
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton aria-label={say("frame.profile", { name: user.name })}>
          <Avatar size={26} color="indigo" variant="filled" alt="" aria-hidden>
            {initials(user.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.name}
          <br />
          {user.email}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={14} />} onClick={openKeys} aria-keyshortcuts="?">
          {say("keys.title")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} />} onClick={leave}>
          {say("frame.logout")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "")
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? "")
    .join("")
    .toUpperCase()
}
