/** What is said about labels. */
export const adminLabels = {} as const
