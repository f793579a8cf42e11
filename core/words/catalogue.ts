import { sharedWords } from './en/shared-words.ts'
import { start } from './en/start.ts'

/** Every word shown to a person, one branch of the tree per area; a value is a text or makes one. */
export const words = {
  shared: sharedWords,
  start,
} as const

/** The shape of the catalogue, for a second language. */
export type Words = typeof words
