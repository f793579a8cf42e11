/** What is said about other systems: tokens, webhooks. */
export const adminApi = {} as const
