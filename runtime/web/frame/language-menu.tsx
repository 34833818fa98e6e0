import { ActionIcon, Menu } from "@mantine/core"
import { IconCheck, IconLanguage } from "@tabler/icons-react"
import { chooseLanguage, languages, useLanguage, type Language } from "../text/language.ts"
import { useText } from "../text/use-text.ts"

const all: readonly Language[] = ["en", "de", "fr"]

/** Each language is written in itself, so that one lost in a foreign one finds home. */
export function LanguageMenu() {
  const say = useText()
  const current = useLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={say("frame.language")}>
          <IconLanguage size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {all.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={language === current ? <IconCheck size={14} /> : undefined}
            onClick={() => chooseLanguage(language)}
          >
            {languages[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
