/** What is said about the first day. */
export const setUp = {} as const
