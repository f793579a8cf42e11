import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Draft, SealedDocument } from '../book/content.ts'
import { CentralUnavailable } from '../database/central.ts'
import { COPY_WEEK_MS, recordCopy } from '../backup/record-copy.ts'
import { openReader, type Reader } from '../database/reader.ts'
import { followCopy } from '../outbox/follow-copy.ts'
import { openOutbox, type Outbox } from '../outbox/outbox.ts'
import { makeSureOfBook } from '../outbox/own-book.ts'
import { createPosting } from '../outbox/post-group.ts'
import { TEST_NOW, ZONE } from './bakery.ts'
import { CopiedBook, type Line } from './copied-book.ts'

const QUIET_TURNS = 20
const GOOD_LINE: Line = { cut: null, isLate: false }

/** A station that reads a copy of central: a real outbox, a real book as central, a file of it as its replica. */
export class CopiedStation {
  readonly book: CopiedBook
  /** Which commit of central's life is read; undefined: one that central lost. */
  at: number | undefined = 0
  outbox: Outbox
  reader: Reader
  /** No restore, and no replica made anew, goes further back: a copy of central is relied on. */
  oldest = 0
  #madeAt = TEST_NOW
  #folder: string
  #outboxPath: string
  #outboxes = 0
  #reads: string
  #inFlight = new Map<string, { letGo: (isHeard: boolean) => void; ended: Promise<void> }>()
  #tell = { advance: (): void => undefined, switch: (): void => undefined }
  #stopFollowing: () => void

  constructor(folder: string, origin: string) {
    this.#folder = mkdtempSync(join(folder, 'station-'))
    this.book = new CopiedBook(this.#folder, origin)
    this.#outboxPath = join(this.#folder, 'outbox.db')
    this.#reads = origin
    this.outbox = openOutbox(this.#outboxPath)
    this.reader = this.#openReader()
    this.#stopFollowing = this.#follow()
  }

  accept(writer: string, draft: Draft): SealedDocument {
    return this.outbox.accept({ writer, draft }).document
  }

  /** Posts the writer's next group. With a late answer, returns before it. */
  async send(writer: string, line: Line = GOOD_LINE): Promise<void> {
    if (this.#inFlight.has(writer)) return
    const { outbox } = this
    const { central, letGo } = this.book.connect(line)
    const how = { clock: { now: () => TEST_NOW }, zoneOf: () => ZONE, onOutcomes: () => undefined }
    const tasks = createPosting({ outbox, centralOf: () => central, ...how }, () => undefined).tasks()
    const task = tasks[outbox.writers().indexOf(writer)]
    if (task === undefined) return
    this.#inFlight.set(writer, { letGo, ended: untilDown(task()) })
    if (line.isLate) await untilQuiet()
    else await this.answer(writer, true)
  }

  /** The answer that is on its way arrives, or is lost. */
  async answer(writer: string, isHeard: boolean): Promise<void> {
    const flight = this.#inFlight.get(writer)
    flight?.letGo(isHeard)
    await flight?.ended
    this.#inFlight.delete(writer)
  }

  /** The replica moves on by some commits, under everybody's feet. */
  advance(by: number): void {
    if (this.at !== undefined) this.#read(Math.min(this.at + by, this.book.commits.length - 1))
  }

  hearOfAdvance(): void {
    this.#tell.advance()
  }

  /** Another generation takes the place of the one that is read. */
  switchTo(commit: number): void {
    this.#read(commit)
    this.#tell.switch()
  }

  /** Central is copied now, and again when the copy is a week old and may be relied on. */
  async copy(): Promise<void> {
    this.oldest = this.book.commits.length - 1
    await this.book.write(async (central) => {
      const ask = async (sql: string) => (await central.all({ sql, args: [] }))[0] ?? []
      const [databaseId, epoch] = await ask('SELECT database_id, epoch FROM meta')
      const [position] = await ask('SELECT max(position) FROM document')
      const copy = { databaseId: String(databaseId), epoch: Number(epoch), lastPosition: Number(position) }
      for (let week = 0; week < 2; week++) {
        this.#madeAt += COPY_WEEK_MS
        await recordCopy(central, { ...copy, madeAt: this.#madeAt, verify: { ok: true } })
      }
    })
  }

  /** Lets go what may go. */
  async letGo(): Promise<void> {
    await makeSureOfBook(this.book.connect(GOOD_LINE).central, { outbox: this.outbox })
    while (this.outbox.letGoSome() > 0);
  }

  restore(commit: number): void {
    if (this.at !== undefined && this.at > commit) this.at = undefined
    this.book.restore(commit)
  }

  async restart(): Promise<void> {
    await this.stop()
    this.#start()
  }

  /**
   * Sends over a line that breaks, and loses power then: what was written since the last synced write is gone. Nothing,
   * when something was synced.
   */
  async sendAndLosePower(writer: string, line: Line): Promise<void> {
    if (this.#inFlight.size > 0) return
    await makeSureOfBook(this.book.connect(GOOD_LINE).central, { outbox: this.outbox })
    const before = this.#copyOutbox()
    const { documents } = this.outbox.waitingTotal()
    await this.send(writer, { ...line, isLate: false })
    if (this.outbox.waitingTotal().documents !== documents) return
    await this.stop()
    this.#outboxPath = before
    this.#start()
  }

  async stop(): Promise<void> {
    this.#stopFollowing()
    for (const writer of this.#inFlight.keys()) await this.answer(writer, false)
    this.reader.close()
    this.outbox.close()
  }

  /** Posts everything, what a restored central lacks as well, and brings the replica to where central is. */
  async finish(): Promise<void> {
    for (const writer of this.#inFlight.keys()) await this.answer(writer, true)
    await makeSureOfBook(this.book.connect(GOOD_LINE).central, { outbox: this.outbox })
    for (const writer of this.outbox.writers()) {
      while (this.outbox.waiting(writer, 1).length > 0) await this.send(writer)
    }
    this.switchTo(this.book.commits.length - 1)
    await untilQuiet()
  }

  async remove(): Promise<void> {
    await this.stop()
    this.book.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #openReader(): Reader {
    return openReader(this.#reads, { outbox: this.#outboxPath })
  }

  #read(commit: number): void {
    this.reader.close()
    this.at = commit
    this.#reads = this.book.commits[commit] ?? ''
    this.reader = this.#openReader()
  }

  #start(): void {
    this.outbox = openOutbox(this.#outboxPath)
    this.reader = this.#openReader()
    this.#stopFollowing = this.#follow()
  }

  #follow(): () => void {
    const hear = (of: 'advance' | 'switch') => (listener: () => void) => {
      this.#tell[of] = listener
      return () => undefined
    }
    return followCopy({
      outbox: this.outbox,
      reader: { all: (sql, ...args) => this.reader.all(sql, ...args) },
      news: { onAdvance: hear('advance'), onSwitch: hear('switch') },
      report: (error) => {
        throw error
      },
    })
  }

  /** Where a copy of the outbox's files lies, as they are now. Another path: who has the old one open keeps it. */
  #copyOutbox(): string {
    const copy = join(this.#folder, `outbox-${++this.#outboxes}.db`)
    for (const end of ['', '-wal'])
      if (existsSync(`${this.#outboxPath}${end}`)) copyFileSync(`${this.#outboxPath}${end}`, `${copy}${end}`)
    return copy
  }
}

async function untilDown(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof CentralUnavailable)) throw error
  }
}

/** Long enough for a local file to have answered. */
async function untilQuiet(): Promise<void> {
  for (let turn = 0; turn < QUIET_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
}
