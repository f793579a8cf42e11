/** What is said about data in and out. */
export const adminData = {
  unknownFormat: (format: string, formats: string) =>
    `There is no ledger file for "${format}". Choose one of: ${formats}.`,
} as const
