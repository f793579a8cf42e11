/** What is said about remarks. */
export const adminRemarks = {} as const
