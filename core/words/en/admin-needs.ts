/** What is said about what needs a person. */
export const adminNeeds = {} as const
