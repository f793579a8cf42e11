import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { CentralUnavailable, type Central } from '../database/central.ts'
import { openCentralFile } from '../database/central-file.ts'

/** How a connection goes. */
export interface Line {
  /** It breaks at this write, before it reached central or after it was made. */
  readonly cut: { readonly at: number; readonly when: 'before' | 'after' } | null
  /** The first answer is kept back until it is let go. */
  readonly isLate: boolean
}

export interface Connected {
  readonly central: Central
  /** Lets a late answer go, as it was, or lost. */
  readonly letGo: (isHeard: boolean) => void
}

/** A few documents at a time, so that a backlog takes several writes. */
const GROUP = 4

/** A real book as central, copied after every write: each copy is what a replica may be at some moment. */
export class CopiedBook {
  /** Files of this life of central, the oldest first. */
  readonly commits: string[]
  #folder: string
  #copies = 0
  #own: { path: string; central: Central }

  constructor(folder: string, origin: string) {
    this.#folder = folder
    this.commits = [origin]
    this.#own = this.#openCopyOf(origin)
  }

  /** Central is again what it was at a commit. What came after it is only in copies that were taken. */
  restore(commit: number): void {
    this.#own.central.close()
    this.commits.splice(commit + 1)
    this.#own = this.#openCopyOf(this.commits.at(-1) ?? '')
  }

  connect({ cut, isLate }: Line): Connected {
    const own = this.#own
    const { central } = own
    let letGo: (isHeard: boolean) => void = () => undefined
    const held = new Promise<boolean>((resolve) => (letGo = resolve))
    let writes = 0
    let isBroken = false
    const assertThat = (isUp: boolean): void => {
      isBroken ||= !isUp || this.#own !== own
      if (isBroken) throw new CentralUnavailable('the line is down')
    }
    return {
      letGo,
      central: {
        ...central,
        groupLimit: GROUP,
        async all(statement) {
          assertThat(true)
          return await central.all(statement)
        },
        batch: async (statements) => {
          const nth = writes++
          const isCut = nth === cut?.at
          assertThat(!isCut || cut.when === 'after')
          const answer = await settled(central.batch(statements))
          await this.#keep()
          assertThat(!isCut)
          if (isLate && nth === 0) assertThat(await held)
          return answer()
        },
      },
    }
  }

  /** Writes by somebody whose line is never down. */
  async write(work: (central: Central) => Promise<unknown>): Promise<void> {
    await work(this.#own.central)
    await this.#keep()
  }

  close(): void {
    this.#own.central.close()
  }

  async #keep(): Promise<void> {
    await this.#own.central.script('PRAGMA wal_checkpoint(TRUNCATE)')
    this.commits.push(this.#copy(this.#own.path))
  }

  #openCopyOf(commit: string): { path: string; central: Central } {
    const path = this.#copy(commit)
    return { path, central: openCentralFile(path) }
  }

  #copy(from: string): string {
    const path = join(this.#folder, `book-${++this.#copies}.db`)
    copyFileSync(from, path)
    return path
  }
}

/** What came of it, to be told later. */
async function settled<T>(work: Promise<T>): Promise<() => T> {
  try {
    const value = await work
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}
