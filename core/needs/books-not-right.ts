import { words } from '../words/catalogue.ts'
import type { NeedRow } from './need.ts'

/** The last proof of the book failed, or could not be made. Which row is wrong is the whole company's to know. */
export const booksNotRight: NeedRow = {
  kind: 'books_not_right',
  weight: 'bad',
  read({ facts, isSuperAdmin, formats, now }) {
    const latest = facts.verify.latest()
    if (latest === undefined || latest.isGreen) return undefined
    const { verify } = words.admin
    return {
      title: verify.red(formats.age(now - latest.at)),
      count: undefined,
      oldestAt: latest.at,
      details: [{ text: isSuperAdmin ? latest.summary : verify.redDetail }],
    }
  },
}
