import { adminDocuments } from './en/admin-documents.ts'
import { adminPeople } from './en/admin-people.ts'
import { adminScans } from './en/admin-scans.ts'
import { adminRefusals } from './en/admin-refusals.ts'
import { admin } from './en/admin.ts'
import { bookWords } from './en/book-words.ts'
import { cards } from './en/cards.ts'
import { kiosk } from './en/kiosk.ts'
import { phone } from './en/phone.ts'
import { refusals } from './en/refusals.ts'
import { scanTableWords } from './en/scan-table.ts'
import { screens } from './en/screens.ts'
import { sharedWords } from './en/shared-words.ts'
import { start } from './en/start.ts'

/** Every word shown to a person, one branch of the tree per area; a value is a text or makes one. */
export const words = {
  admin,
  adminDocuments,
  adminRefusals,
  adminPeople,
  adminScans,
  book: bookWords,
  cards,
  shared: sharedWords,
  start,
  kiosk,
  phone,
  refusals,
  scanTable: scanTableWords,
  screens,
} as const

/** The shape of the catalogue, for a second language. */
export type Words = typeof words
