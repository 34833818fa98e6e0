// The model of this principal: loaded once per language, handed down to every screen.
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { createContext, useContext } from "react"
import type { Entity, Model } from "../contract/model.ts"
import { useLanguage, type Language } from "../text/language.ts"
import { sayingIn } from "../text/use-text.ts"
import { send } from "./client.ts"
import { withSystemTitles } from "./system-titles.ts"

/** The question for the model in a language. */
export function modelQuery(language: Language) {
  return queryOptions({
    queryKey: ["model", language],
    queryFn: async ({ signal }) => {
      const [model, say] = await Promise.all([send<Model>("/model", { signal }), sayingIn(language)])
      return withSystemTitles(model, say)
    },
    staleTime: 5 * 60_000,
  })
}

/** Loads the model; while the language changes the former one stays on screen. */
export function useModelQuery() {
  const language = useLanguage()
  return useQuery({ ...modelQuery(language), placeholderData: keepPreviousData })
}

const ModelContext = createContext<Model | undefined>(undefined)
export const ModelProvider = ModelContext.Provider

/** The loaded model; only inside the frame, which waits for it. */
export function useModel(): Model {
  const model = useContext(ModelContext)
  if (model === undefined) throw new Error("useModel stands outside of ModelProvider")
  return model
}

/** An entity of the model; undefined when the principal may not see it. */
export function useEntity(id: string): Entity | undefined {
  return useModel().entities[id]
}
