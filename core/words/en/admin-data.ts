/** What is said about data in and out. */
export const adminData = {} as const
