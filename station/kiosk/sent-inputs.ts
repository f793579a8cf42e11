import { z } from 'zod'
import type { Sound } from '../session/machine-event.ts'
import { NotSaved } from '../not-saved.ts'
import type { Station } from '../station.ts'
import { stationInput, type StationInput } from '../station-input.ts'

/** How a page names itself: random for each loading. */
export const pageName = z.string().min(1).max(64)

/** What a page's program sends. A text that is no input of ours is a scan that cannot be read. */
export const sentEntries = z
  .array(z.object({ page: pageName, n: z.int().positive(), input: z.unknown() }))
  .min(1)
  .max(200)
const NOT_READABLE = { type: 'scan', text: '' } as const

/** HTTP's word for a full disk: the page keeps what it sent, and says why. */
export const NO_ROOM = 507

/**
 * Does everything that a page sent, in order, and returns the sounds to make; undefined: the disk would not keep it, and
 * the same is to be sent again.
 */
export function takeOrNot(station: Station, entries: z.infer<typeof sentEntries>): Sound[] | undefined {
  try {
    return takeInOrder(station, entries)
  } catch (error) {
    if (error instanceof NotSaved) return undefined
    throw error
  }
}

/** One write to the disk for all that come together from one loading. */
function takeInOrder(station: Station, entries: z.infer<typeof sentEntries>): Sound[] {
  const sounds: Sound[] = []
  let rest = entries
  while (rest[0] !== undefined) {
    const { page } = rest[0]
    const other = rest.findIndex((entry) => entry.page !== page)
    const together = other === -1 ? rest : rest.slice(0, other)
    rest = rest.slice(together.length)
    const inputs = together.map(({ n, input }) => ({ n, input: readSent(input) }))
    sounds.push(...station.take(page, inputs))
  }
  return sounds
}

function readSent(input: unknown): StationInput {
  const known = stationInput.safeParse(input)
  return known.success ? known.data : NOT_READABLE
}
