import type { Reader } from './reader.ts'

/** Whether the book is a demo's: made-up data, which every screen says. */
export function isDemoBook(reader: Reader): boolean {
  return reader.get('SELECT is_demo FROM meta')?.[0] === 1
}
