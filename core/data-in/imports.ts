import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PersonId } from '../kernel/ids.ts'
import { isRunning, type Import } from './import-state.ts'
import { createImportWork } from './import-work.ts'
import { FILE_MAX_BYTES, FILES } from './run-import.ts'
import type { ImportsParts } from './imports-parts.ts'
import { createUploads } from './uploads.ts'
import type { Authority, ImportName } from './importer.ts'

/** A form with a file: the file, and a little around it. */
export const FORM_MAX_BYTES = FILE_MAX_BYTES + 64 * 1024

/** Tables on their way into the book: sent, checked, shown, accepted. Each is seen by who sent it alone. */
export interface Imports {
  /** Takes a form's body as it comes, and begins to check it. Returns its id; undefined: it is too large. */
  receive(sent: {
    readonly name: ImportName
    readonly authority: Authority
    readonly contentType: string
    readonly body: AsyncIterable<Uint8Array>
  }): Promise<string | undefined>
  find(id: string, person: PersonId): Import | undefined
  /** The newest first. */
  recent(person: PersonId): readonly Import[]
  /** Every problem of a checked one, as CSV. */
  problems(id: string): Promise<Buffer | undefined>
  /** Checks again: after an interruption, or because the book changed. */
  checkAgain(id: string, authority: Authority): void
  /** Writes what was shown; does nothing where it is on its way or done. Throws where nothing is written from here. */
  accept(id: string, authority: Authority, digest: string): void
  discard(id: string): Promise<void>
  /** Forgets what is older than a day. To be called now and then. */
  sweep(): Promise<void>
  /** Resolves when nothing is being checked or written. */
  idle(): Promise<void>
}

export async function createImports(parts: ImportsParts): Promise<Imports> {
  const uploads = await createUploads(parts.folder, parts.clock)
  const work = createImportWork(uploads, parts)
  return {
    async receive({ name, authority, contentType, body }) {
      const upload = await uploads.open({ name, person: authority.person, contentType })
      if (await isKept(body, join(upload.folder, FILES.sent))) {
        work.check(upload, authority)
        return upload.id
      }
      await uploads.remove(upload)
      return undefined
    },
    find: (id, person) => uploads.find(id, person),
    recent: (person) => uploads.recent(person),
    async problems(id) {
      const upload = uploads.get(id)
      return upload && (await readFile(join(upload.folder, FILES.problems)).catch(() => undefined))
    },
    checkAgain(id, authority) {
      const upload = uploads.get(id)
      if (upload?.state.kind === 'interrupted' || upload?.state.kind === 'checked')
        work.check(upload, authority)
    },
    accept(id, authority, digest) {
      parts.assertWritable?.()
      const upload = uploads.get(id)
      if (upload?.state.kind === 'checked') work.write(upload, authority, digest)
    },
    async discard(id) {
      const upload = uploads.get(id)
      if (upload !== undefined && !isRunning(upload.state)) await uploads.remove(upload)
    },
    sweep: () => uploads.sweep(),
    idle: () => work.idle(),
  }
}

/** Writes a body to disk as it comes, up to what a form may have. */
async function isKept(body: AsyncIterable<Uint8Array>, path: string): Promise<boolean> {
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.byteLength
      // The rest is read and thrown away: a browser that is cut off in the middle shows no answer.
      done(null, bytes > FORM_MAX_BYTES ? undefined : chunk)
    },
  })
  await pipeline(Readable.from(body), limit, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  return bytes <= FORM_MAX_BYTES
}
