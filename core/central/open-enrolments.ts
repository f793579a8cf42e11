import { readFileSync } from 'node:fs'
import Database from 'libsql'
import { projectFile } from '../kernel/project-root.ts'
import { createClaims, type Claims } from './claims.ts'
import { createEnrolments, type Enrolments } from './enrolments.ts'
import { createHeardOf, type HeardOf } from './heard.ts'

/** `enrolment.db` in central's data folder: who may work with it, who does, and what they were told. */
export interface EnrolmentFile {
  readonly enrolments: Enrolments
  readonly claims: Claims
  readonly heard: HeardOf
  close(): void
}

/** Opens, or makes, the file. WAL with synchronous=FULL: a token that was revoked stays so after a power cut. */
export function openEnrolments(path: string): EnrolmentFile {
  const database = new Database(path)
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'busy_timeout = 5000',
  ])
    database.exec(`PRAGMA ${pragma}`)
  database.exec(readFileSync(projectFile('core', 'central', 'enrolment.sql'), 'utf8'))
  return {
    enrolments: createEnrolments(database),
    claims: createClaims(database),
    heard: createHeardOf(database),
    close() {
      database.close()
    },
  }
}
