// Providers, then either the login or the frame with the screen of the address.
import { MantineProvider } from "@mantine/core"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { useEffect } from "react"
import { hasLoggedIn } from "./api/client.ts"
import { modelQuery } from "./api/model.ts"
import { useSession, watchSession } from "./api/session.ts"
import { RequestRefused } from "./contract/problem.ts"
import { Frame } from "./frame/frame.tsx"
import { Refusal } from "./frame/refusal.tsx"
import { foresee } from "./frame/screen.tsx"
import { LoginScreen } from "./login/login-screen.tsx"
import { NoticeArea } from "./notice/notice-area.tsx"
import { loadTexts } from "./text/use-text.ts"
import { currentLanguage, useLanguage } from "./text/language.ts"
import { theme } from "./theme/theme.ts"

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && isPassing(error),
      refetchOnWindowFocus: true,
    },
  },
})

watchSession(queries)

// Who is there, the model and the code of lists are asked for at once, not one after the other.
if (hasLoggedIn()) {
  foresee(window.location.pathname)
  void queries.prefetchQuery(modelQuery(currentLanguage()))
}

function isPassing(error: Error): boolean {
  return (
    error instanceof RequestRefused && (error.status === 0 || error.status === 502 || error.status === 503)
  )
}

export function Application() {
  const language = useLanguage()
  useEffect(() => {
    document.documentElement.lang = language
    void loadTexts(language)
  }, [language])
  return (
    <QueryClientProvider client={queries}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <NoticeArea>
          <Entrance />
        </NoticeArea>
      </MantineProvider>
    </QueryClientProvider>
  )
}

function Entrance() {
  const session = useSession()
  if (session.isPending) return null
  if (session.isError) return <Refusal error={session.error} retry={() => void session.refetch()} />
  return session.data === null ? <LoginScreen /> : <Frame />
}
