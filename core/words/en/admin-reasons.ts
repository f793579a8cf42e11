/** What is said about reason codes. */
export const adminReasons = {} as const
