import { bookPath, openBookFile } from '../core/database/open-book-file.ts'
import type { Reader } from '../core/database/reader.ts'
import { verifyWords } from '../core/words/en/verify.ts'

/** Opens this machine's book, or ends the program with one line that says what to do. */
export function openBookOrEnd(): Reader {
  const path = bookPath(process.env)
  const opened = openBookFile(path)
  if ('reader' in opened) return opened.reader
  const { problem } = opened
  console.error(
    problem.kind === 'missing' ? verifyWords.noBook(path) : verifyWords.unreadableBook(path, problem.reason),
  )
  process.exit(2)
}
