import type { Reader } from '../database/reader.ts'

/** Whose book this is. */
export interface Company {
  readonly name: string
  /** ISO 4217. */
  readonly currency: string
  /** Something is posted or refused: the currency is fixed. */
  readonly hasDocuments: boolean
}

export function readCompany(reader: Reader): Company {
  const [name, currency] = reader.get('SELECT company, currency FROM meta') ?? []
  const hasDocuments = reader.get('SELECT 1 FROM document LIMIT 1') !== undefined
  return { name: String(name), currency: String(currency), hasDocuments }
}

/** What the company's scale labels look like, in the order in which they are asked. */
export function readScalePatterns(reader: Reader): string[] {
  return reader.all('SELECT pattern FROM scale_pattern ORDER BY rank').map(([pattern]) => String(pattern))
}
