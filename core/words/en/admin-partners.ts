/** What is said about customers and suppliers. */
export const adminPartners = {} as const
