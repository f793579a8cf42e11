import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { Reader } from '../database/reader.ts'
import type { Clock } from '../kernel/clock.ts'
import type { DocumentId, PersonId } from '../kernel/ids.ts'
import type { OfficeOutbox } from '../outbox/office-outbox.ts'
import { adminData } from '../words/en/admin-data.ts'
import type { Authority, ImportName } from './importer.ts'
import { bookOpening, type OpeningPart } from './opening-documents.ts'
import { FILE_MAX_BYTES, FILES, type CheckSummary, type ImportJob, type RunImport } from './run-import.ts'
import type { Import, ImportState } from './import-state.ts'
import { createUploads, type Upload } from './uploads.ts'

/** A form with a file: the file, and a little around it. */
export const FORM_MAX_BYTES = FILE_MAX_BYTES + 64 * 1024

export interface ImportsParts {
  /** Where uploads are kept, in the data folder. */
  readonly folder: string
  readonly bookPath: string
  readonly run: RunImport
  /** Holds other writes back while the child writes (core/database/gated-central.ts). */
  readonly whileClosed: <Answer>(work: () => Promise<Answer>) => Promise<Answer>
  readonly outbox: OfficeOutbox
  /** Sees the whole book. */
  readonly whole: Reader
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

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
  checkAgain(id: string, authority: Authority): Promise<void>
  /** Writes what was shown; does nothing where it is on its way or done. */
  accept(id: string, authority: Authority, digest: string): Promise<void>
  discard(id: string): Promise<void>
  /** Forgets what is older than a day. To be called now and then. */
  sweep(): Promise<void>
  /** Resolves when nothing is being checked or written. */
  idle(): Promise<void>
}

export async function createImports(parts: ImportsParts): Promise<Imports> {
  const uploads = await createUploads(parts.folder, parts.clock)
  let queue: Promise<void> = Promise.resolve()
  /** One after the other: two at once would take both cores from the scanner. */
  const inTurn = (upload: Upload, work: () => Promise<void>): void => {
    queue = queue.then(work).catch(async (error: unknown) => {
      parts.report(error)
      await uploads.setState(upload, { kind: 'interrupted' })
    })
  }
  const jobOf = (
    upload: Upload,
    mode: ImportJob['mode'],
    authority: Authority,
    digest: string,
  ): ImportJob => ({
    mode,
    folder: upload.folder,
    bookPath: parts.bookPath,
    name: upload.name,
    authority,
    now: parts.clock.now(),
    contentType: upload.contentType,
    digest,
  })
  const run = async (upload: Upload, kind: 'checking' | 'writing', job: ImportJob) =>
    await parts.run(job, (done, of) => uploads.setProgress(upload, { kind, done, of }))

  const check = (upload: Upload, authority: Authority): void => {
    uploads.setProgress(upload, { kind: 'waiting' })
    inTurn(upload, async () => {
      uploads.setProgress(upload, { kind: 'checking', done: 0, of: 0 })
      const { summary } = await run(upload, 'checking', jobOf(upload, 'check', authority, ''))
      await uploads.setState(upload, { kind: 'checked', summary, isOther: false })
    })
  }

  return {
    async receive({ name, authority, contentType, body }) {
      const upload = await uploads.open({ name, person: authority.person, contentType })
      if (await isKept(body, join(upload.folder, FILES.sent))) {
        check(upload, authority)
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
    async checkAgain(id, authority) {
      const upload = uploads.get(id)
      if (upload?.state.kind === 'interrupted' || upload?.state.kind === 'checked') check(upload, authority)
      await Promise.resolve()
    },
    async accept(id, authority, digest) {
      const upload = uploads.get(id)
      if (upload?.state.kind !== 'checked') return
      uploads.setProgress(upload, { kind: 'writing', done: 0, of: 0 })
      inTurn(upload, async () => {
        // On disk before anything is written: after a power cut it is not offered as if nothing had happened.
        await uploads.setState(upload, { kind: 'writing', done: 0, of: 0 })
        const job = jobOf(upload, 'write', authority, digest)
        const { kind, summary } = await parts.whileClosed(() => run(upload, 'writing', job))
        if (kind !== 'written')
          return await uploads.setState(upload, { kind: 'checked', summary, isOther: true })
        const documents = await bookOpenings(upload, summary, authority, parts)
        await uploads.setState(upload, { kind: 'written', summary, documents })
        await uploads.forgetTable(upload)
      })
      await Promise.resolve()
    },
    async discard(id) {
      const upload = uploads.get(id)
      if (upload !== undefined && !isBusy(upload.state)) await uploads.remove(upload)
    },
    sweep: () => uploads.sweep(),
    async idle() {
      await queue
    },
  }
}

const isBusy = ({ kind }: ImportState): boolean =>
  kind === 'waiting' || kind === 'checking' || kind === 'writing'

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

/** Takes the documents of opening stock on, one at a time, so that a scan comes in between. */
async function bookOpenings(
  upload: Upload,
  { fileHash, fileName }: CheckSummary,
  { person }: Authority,
  { outbox, whole, clock }: ImportsParts,
): Promise<DocumentId[]> {
  if (upload.name !== 'opening-stock') return []
  const lines = createInterface({ input: createReadStream(join(upload.folder, FILES.openings)) })
  const documents: DocumentId[] = []
  for await (const line of lines) {
    const part = JSON.parse(line) as OpeningPart
    const paper = adminData.openingPaper(fileName, String(part.part))
    const id = bookOpening(part, { fileHash, person, now: clock.now(), paper, outbox, whole })
    if (id !== undefined) documents.push(id)
    await othersFirst()
  }
  return documents
}
