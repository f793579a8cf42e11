import { adminDocuments } from './en/admin-documents.ts'
import { admin } from './en/admin.ts'
import { bookWords } from './en/book-words.ts'
import { kiosk } from './en/kiosk.ts'
import { refusals } from './en/refusals.ts'
import { sharedWords } from './en/shared-words.ts'
import { start } from './en/start.ts'

/** Every word shown to a person, one branch of the tree per area; a value is a text or makes one. */
export const words = {
  admin,
  adminDocuments,
  book: bookWords,
  shared: sharedWords,
  start,
  kiosk,
  refusals,
} as const

/** The shape of the catalogue, for a second language. */
export type Words = typeof words
