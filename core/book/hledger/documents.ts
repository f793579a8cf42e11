import type { Reader } from '../../database/reader.ts'
import { journalDocuments } from '../journal/posted-documents.ts'
import { descriptionText, tagText } from './plain-text.ts'

/** The first lines of a document's transaction: date, number, what happened with whom, and what it belongs to. */
export function createHeadings(reader: Reader): (position: number) => string {
  const read = journalDocuments(reader)
  return (position) => {
    const { date, number, partner, event, facts } = read(position)
    const words = [partner, event].map(descriptionText)
    return [
      `${date} * (${number}) ${words.filter((word) => word !== '').join(' | ')}`,
      `    ; ${facts.map(([name, fact]) => `${name}:${tagText(fact)}`).join(', ')}`,
    ].join('\n')
  }
}
