import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CopySources } from '../../core/backup/make-copy.ts'
import { DATABASE_FOLDER } from './bring-up.ts'

/** Who may post and read: lives beside the book, because a restore of the book must not bring a revoked token back. */
export const ENROLMENT_NAME = 'enrolment.db'

/** Where the server keeps the book, within the folder of its database; `-wal` and `-shm` lie beside it. */
export const BOOK_IN_DATABASE = ['dbs', 'default', 'data'] as const

/**
 * The file of the book that a central serves from its data folder. The server writes it as any SQLite file in WAL mode:
 * other processes may read it through a connection with `mode=ro`, and do not disturb it.
 */
export const servedBookPath = (folder: string): string => join(folder, DATABASE_FOLDER, ...BOOK_IN_DATABASE)

/**
 * What a copy of central is made of: for `makeCopy`, which may run while the server works, in a process of its own. The
 * server's own key is no part of it: it opens nothing but the server that it was made for.
 */
export function sourcesOfCentral(folder: string): CopySources {
  return {
    book: servedBookPath(folder),
    databases: [join(folder, ENROLMENT_NAME)].filter((path) => existsSync(path)),
    secrets: [],
  }
}
