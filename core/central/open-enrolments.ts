import { openDurableFile } from '../database/open-durable-file.ts'
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
  const database = openDurableFile(path, projectFile('core', 'central', 'enrolment.sql'))
  return {
    enrolments: createEnrolments(database),
    claims: createClaims(database),
    heard: createHeardOf(database),
    close() {
      database.close()
    },
  }
}
