import { constants, setPriority } from 'node:os'
import { openReader } from '../../database/reader.ts'
import { verifyBook } from './verify-book.ts'

/** The program of the verifying child: `verify-entry <path of the book>`. Sends one verdict and ends. */
const path = process.argv[2]
if (path === undefined || process.send === undefined) throw new Error('verify-entry is forked with a path')
// The scanner's process goes first.
setPriority(constants.priority.PRIORITY_LOW)
// The parent is gone, and with it whoever waited for the verdict.
process.on('disconnect', () => process.exit(0))

const reader = openReader(path)
const verdict = verifyBook(reader)
reader.close()
process.send(verdict, () => process.disconnect())
