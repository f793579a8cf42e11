/** What is said about items and their barcodes. */
export const adminItems = {} as const
