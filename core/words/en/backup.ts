/** What is said about backup and restore. */
export const backup = {} as const
