// The door: company (from the host where it has one), e-mail, password.
import { Alert, Button, Paper, PasswordInput, TextInput } from "@mantine/core"
import { useState, type SyntheticEvent } from "react"
import { useSessionChange } from "../api/session.ts"
import { refusalText } from "../frame/refusal.tsx"
import { LanguageMenu } from "../frame/language-menu.tsx"
import { useText } from "../text/use-text.ts"
import { tenantOfHost } from "./tenant-of-host.ts"
import classes from "./login-screen.module.css"

export function LoginScreen() {
  const say = useText()
  const known = tenantOfHost(window.location.hostname)
  const [tenant, setTenant] = useState("")
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const { refused, busy, submit } = useLogin({ ...(known === undefined ? { tenant } : {}), email, password })
  return (
    <main className={classes.page}>
      <Paper component="form" className={classes.card} withBorder onSubmit={submit}>
        <h1 className={classes.title}>
          {say("login.title")} {known !== undefined && <small>{say("login.to", { tenant: known })}</small>}
        </h1>
        {refused !== undefined && (
          <Alert color="red" role="alert" title={refused.title} mb="md">
            {refused.detail}
          </Alert>
        )}
        {known === undefined && (
          <TextInput
            label={say("login.tenant")}
            description={say("login.tenant_help")}
            value={tenant}
            onChange={(event) => setTenant(event.currentTarget.value)}
            autoComplete="organization"
            size="sm"
            required
          />
        )}
        <TextInput
          label={say("login.email")}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          size="sm"
          required
          data-autofocus
        />
        <PasswordInput
          label={say("login.password")}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
          visibilityToggleButtonProps={{ "aria-label": say("field.show") }}
        />
        <Button type="submit" size="sm" loading={busy} fullWidth mt="md">
          {say("login.submit")}
        </Button>
      </Paper>
      <LanguageMenu />
    </main>
  )
}

function useLogin(credentials: {
  readonly tenant?: string
  readonly email: string
  readonly password: string
}) {
  const say = useText()
  const { logIn } = useSessionChange()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ readonly title: string; readonly detail: string }>()
  async function enter(): Promise<void> {
    setBusy(true)
    try {
      await logIn(credentials)
    } catch (error) {
      setRefused(refusalText(error, say))
      setBusy(false)
    }
  }
  function submit(event: SyntheticEvent): void {
    event.preventDefault()
    void enter()
  }
  return { refused, busy, submit }
}
