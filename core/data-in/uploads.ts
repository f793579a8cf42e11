import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import type { PersonId } from '../kernel/ids.ts'
import { IMPORT_NAMES, type ImportName } from './importer.ts'
import { isRunning, type Import, type ImportState } from './import-state.ts'
import { FILES } from './run-import.ts'

/** A table that was sent, where it lies. */
export interface Upload extends Import {
  readonly folder: string
  /** What its form came in. */
  readonly contentType: string
}

/** How long a table waits to be accepted, and its result is shown. */
const KEPT_MS = 24 * 60 * 60_000
/** How many of one person are kept at once. */
const KEPT_EACH = 5

const kept = z.object({
  id: z.uuid(),
  name: z.enum(IMPORT_NAMES),
  person: z.int(),
  at: z.int(),
  contentType: z.string(),
  state: z.custom<ImportState>((state) => typeof state === 'object' && state !== null && 'kind' in state),
})

/**
 * The folder of tables that were sent: one folder each, under a random name that nobody can guess, readable by this
 * program's user alone. What is known of it lies beside it, so that a restart forgets nothing.
 */
export async function createUploads(folder: string, clock: Clock) {
  const known = await readKept(folder)

  const remove = async (upload: Upload): Promise<void> => {
    known.delete(upload.id)
    await rm(upload.folder, { recursive: true, force: true })
  }
  const set = (upload: Upload, state: ImportState): Upload => {
    const changed = { ...(known.get(upload.id) ?? upload), state }
    // Not one that was removed meanwhile.
    if (known.has(upload.id)) known.set(upload.id, changed)
    return changed
  }
  const newest = (person: PersonId): Upload[] =>
    [...known.values()]
      .filter((upload) => upload.person === person)
      .toSorted((one, other) => other.at - one.at)
  const sweep = async (): Promise<void> => {
    for (const upload of known.values())
      if (clock.now() - upload.at > KEPT_MS && !isRunning(upload.state)) await remove(upload)
  }

  return {
    async open({ name, person, contentType }: { name: ImportName; person: PersonId; contentType: string }) {
      await sweep()
      for (const upload of newest(person).slice(KEPT_EACH - 1))
        if (!isRunning(upload.state)) await remove(upload)
      const id = randomUUID()
      const upload: Upload = {
        id,
        name,
        person,
        at: clock.now(),
        contentType,
        folder: join(folder, id),
        state: { kind: 'waiting' },
      }
      await mkdir(upload.folder, { recursive: true, mode: 0o700 })
      known.set(id, upload)
      await keep(upload)
      return upload
    },
    get: (id: string): Upload | undefined => known.get(id),
    find(id: string, person: PersonId): Upload | undefined {
      const upload = known.get(id)
      return upload?.person === person ? upload : undefined
    },
    recent: (person: PersonId): readonly Upload[] => newest(person),
    /** In memory alone: how far it is, several times a second. */
    setProgress(upload: Upload, state: ImportState): void {
      set(upload, state)
    },
    async setState(upload: Upload, state: ImportState): Promise<void> {
      const changed = set(upload, state)
      if (known.has(upload.id)) await keep(changed)
    },
    /** The table itself is not needed any more; what it came to is still shown. */
    async forgetTable({ folder: own }: Upload): Promise<void> {
      for (const file of [FILES.table, FILES.openings]) await rm(join(own, file), { force: true })
    },
    remove,
    sweep,
  }
}

export type Uploads = Awaited<ReturnType<typeof createUploads>>

async function keep({ folder, ...upload }: Upload): Promise<void> {
  const path = join(folder, FILES.state)
  await writeFile(`${path}.next`, JSON.stringify(upload), { mode: 0o600 })
  await rename(`${path}.next`, path)
}

/** What lies there from before. What was being checked or written when the machine stopped is interrupted. */
async function readKept(folder: string): Promise<Map<string, Upload>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const known = new Map<string, Upload>()
  for (const name of await readdir(folder)) {
    const own = join(folder, name)
    const text = await readFile(join(own, FILES.state), 'utf8').catch(() => '')
    const read = kept.safeParse(parseJson(text))
    if (!read.success || read.data.id !== name) {
      await rm(own, { recursive: true, force: true })
      continue
    }
    const { person, state, ...upload } = read.data
    known.set(name, {
      ...upload,
      person: person as PersonId,
      folder: own,
      state: isRunning(state) ? { kind: 'interrupted' } : state,
    })
  }
  return known
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
