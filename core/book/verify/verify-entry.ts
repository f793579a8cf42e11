import { constants, setPriority } from 'node:os'
import { openReader } from '../../database/reader.ts'
import { verifyBook } from './verify-book.ts'

/** The program of the verifying child: `verify-entry <path of the book> <who waits>`. Sends one verdict and ends. */
const [, , path, waiting] = process.argv
if (path === undefined || process.send === undefined) throw new Error('verify-entry is forked with a path')
// The scanner's process goes first.
setPriority(constants.priority.PRIORITY_LOW)

/**
 * A process that was killed takes no verdict, and the one after it asks for its own. The channel tells of it only between
 * turns of the loop, and the proof is one turn: the kernel is asked who the parent is (0.4 µs).
 */
function endWithoutParent(): void {
  if (process.ppid !== Number(waiting)) process.exit(0)
}

const reader = openReader(path)
const verdict = verifyBook(reader, { onProgress: endWithoutParent })
reader.close()
// Whoever went away meanwhile does not listen.
process.send(verdict, () => process.exit(0))
