import { bookPath, openBookFile } from '../core/database/open-book-file.ts'
import type { Reader } from '../core/database/reader.ts'
import { verifyWords } from '../core/words/en/verify.ts'

/**
 * The book that is read here: a file by name in `SCANBOOK_BOOK`, such as a replica or what a central serves; else this
 * machine's own. Only for reading: whoever writes to a replica or under a server destroys it.
 */
export function readOrEnd(): Reader {
  return openOrEnd(process.env['SCANBOOK_BOOK'] || bookPath(process.env))
}

/** Opens this machine's own book, or ends the program with one line that says what to do. */
export function openBookOrEnd(): Reader {
  return openOrEnd(bookPath(process.env))
}

function openOrEnd(path: string): Reader {
  const opened = openBookFile(path)
  if ('reader' in opened) return opened.reader
  const { problem } = opened
  console.error(
    problem.kind === 'missing' ? verifyWords.noBook(path) : verifyWords.unreadableBook(path, problem.reason),
  )
  process.exit(2)
}
