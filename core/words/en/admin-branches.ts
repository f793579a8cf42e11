/** What is said about branches and settings. */
export const adminBranches = {} as const
