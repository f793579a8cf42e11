/** What is said about practice mode and telling us. */
export const practice = {} as const
