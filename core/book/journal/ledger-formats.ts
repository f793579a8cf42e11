/** The programs that read our ledger files. */
export const LEDGER_FORMATS = ['hledger', 'beancount'] as const
export type LedgerFormat = (typeof LEDGER_FORMATS)[number]

/** How the name of such a file ends. */
export const ENDING_OF: Readonly<Record<LedgerFormat, string>> = {
  hledger: 'journal',
  beancount: 'beancount',
}

export function isLedgerFormat(text: unknown): text is LedgerFormat {
  return LEDGER_FORMATS.some((format) => format === text)
}
