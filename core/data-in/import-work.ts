import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate as othersFirst } from 'node:timers/promises'
import { acceptedNow } from '../kernel/clock.ts'
import type { DocumentId } from '../kernel/ids.ts'
import { adminData } from '../words/en/admin-data.ts'
import type { Authority } from './importer.ts'
import type { ImportsParts } from './imports-parts.ts'
import { bookOpening, type OpeningPart } from './opening-documents.ts'
import { FILES, type CheckSummary, type ImportJob } from './run-import.ts'
import type { Upload, Uploads } from './uploads.ts'

/** What is done with uploads, in the order in which it was asked for. */
export interface ImportWork {
  check(upload: Upload, authority: Authority): void
  write(upload: Upload, authority: Authority, digest: string): void
  idle(): Promise<void>
}

/** One after the other: two at once would take both cores from the scanner. What breaks is interrupted, and reported. */
export function createImportWork(uploads: Uploads, parts: ImportsParts): ImportWork {
  let queue: Promise<void> = Promise.resolve()
  const inTurn = (upload: Upload, work: () => Promise<void>): void => {
    queue = queue.then(work).catch(async (error: unknown) => {
      parts.report(error)
      await uploads.setState(upload, { kind: 'interrupted' })
    })
  }
  const run = async (upload: Upload, authority: Authority, mode: ImportJob['mode'], digest: string) => {
    const kind = mode === 'check' ? 'checking' : 'writing'
    const hold = holdBack(parts)
    const { folder, name, contentType } = upload
    const { bookPath, clock, central } = parts
    const here = { folder, bookPath: bookPath(), central }
    const job = { mode, ...here, name, authority, now: clock.now(), contentType, digest }
    const onProgress = (done: number, of: number): void => uploads.setProgress(upload, { kind, done, of })
    try {
      return await parts.run(job, { onProgress, beforeWriting: hold.begin })
    } finally {
      hold.end()
    }
  }
  return {
    check(upload, authority) {
      uploads.setProgress(upload, { kind: 'waiting' })
      inTurn(upload, async () => {
        uploads.setProgress(upload, { kind: 'checking', done: 0, of: 0 })
        const { summary } = await run(upload, authority, 'check', '')
        await uploads.setState(upload, { kind: 'checked', summary, isOther: false })
      })
    },
    write(upload, authority, digest) {
      uploads.setProgress(upload, { kind: 'writing', done: 0, of: 0 })
      inTurn(upload, async () => {
        // On disk before anything is written: after a power cut it is not offered as if nothing had happened.
        await uploads.setState(upload, { kind: 'writing', done: 0, of: 0 })
        const { kind, summary } = await run(upload, authority, 'write', digest)
        if (kind !== 'written')
          return await uploads.setState(upload, { kind: 'checked', summary, isOther: true })
        const documents = await bookOpenings(upload, summary, authority, parts)
        await uploads.setState(upload, { kind: 'written', summary, documents })
        await uploads.forgetTable(upload)
      })
    },
    async idle() {
      await queue
    },
  }
}

/** Holds other writes back from when the child wants to write, which it does after its check, until it ended. */
function holdBack({ whilePaused }: Pick<ImportsParts, 'whilePaused'>) {
  let end = (): void => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const begin = () =>
    new Promise<void>((resolve, reject) => {
      whilePaused(() => {
        resolve()
        return ended
      }).catch(reject)
    })
  return { begin, end }
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
    const id = bookOpening(part, { fileHash, person, accepted: acceptedNow(clock), paper, outbox, whole })
    if (id !== undefined) documents.push(id)
    await othersFirst()
  }
  return documents
}
