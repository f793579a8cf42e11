/** What is said about the API. */
export const api = {} as const
