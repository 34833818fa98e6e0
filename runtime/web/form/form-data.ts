/** What rjsf holds for us: nothing it looks into, the values live in the form's state. */
export type FormData = Readonly<Record<string, unknown>>
