import { RESERVE_BYTES } from '../../core/kernel/disk-room.ts'

/** Something this process cannot work without: throws, or says in one word what is wrong. */
export interface Probe {
  readonly name: 'book' | 'outbox' | 'poster' | 'disk'
  readonly check: () => string | undefined
}

export interface Readiness {
  readonly ready: boolean
  /** By name: 'ok', or what is wrong. Never a name of a person or a thing, nor a path. */
  readonly checks: Readonly<Record<Probe['name'], string>>
}

/** Asks every probe; `report` hears what one threw, which is for the log and not for whoever asks. */
export function readReadiness(probes: readonly Probe[], report: (error: unknown) => void): Readiness {
  const answers = probes.map(({ name, check }) => {
    try {
      return [name, check() ?? OK] as const
    } catch (error) {
      report(error)
      return [name, 'failed'] as const
    }
  })
  return {
    ready: answers.every(([, answer]) => answer === OK),
    checks: Object.fromEntries(answers) as Record<Probe['name'], string>,
  }
}
const OK = 'ok'

/** What of the state of a process makes it ready to take documents. */
export function probesOf(parts: {
  /** Reads a row of the book. */
  readonly readBook: () => void
  /** Writes to the outbox, synced. */
  readonly touchOutbox: () => void
  readonly poster: () => { readonly kind: string; readonly alarm?: string }
  readonly freeBytes: () => number
}): Probe[] {
  return [
    {
      name: 'book',
      check() {
        parts.readBook()
        return undefined
      },
    },
    {
      name: 'outbox',
      check() {
        parts.touchOutbox()
        return undefined
      },
    },
    {
      name: 'poster',
      // One that tries again is no reason to send nobody here: what is accepted is safe.
      check() {
        const { kind, alarm } = parts.poster()
        return kind === 'stopped' ? (alarm ?? kind) : undefined
      },
    },
    { name: 'disk', check: () => (parts.freeBytes() < RESERVE_BYTES ? 'full' : undefined) },
  ]
}
