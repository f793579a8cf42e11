import { schemaVersion } from '../database/migrate.ts'
import { isRoomLittle } from '../kernel/disk-room.ts'
import { isClockOff } from '../stations/contact.ts'
import { missingOf, readIncarnations, waitingAt, type Incarnation } from '../stations/read-incarnations.ts'
import { words } from '../words/catalogue.ts'
import { clockWords, rangeWords, roomWords } from '../words/station-words.ts'
import { NAMED, oldestOf, sumOf, type NeedDetail, type NeedParts, type NeedRow } from './need.ts'

const { adminNeeds } = words

/** What closed incarnations had accepted, as they told, and what never arrived: a memory card that broke, say. */
export const lostNumbers: NeedRow = {
  kind: 'lost_numbers',
  weight: 'bad',
  read({ scope, reader, formats }) {
    const incarnations = readIncarnations(scope, reader)
    const open = new Set(incarnations.filter(({ isOpen }) => isOpen).map(({ station }) => station))
    const lost = incarnations.flatMap((one) => {
      const missing = one.isOpen ? undefined : missingOf(one, one.lostUpTo)
      return missing === undefined ? [] : [{ ...one, missing }]
    })
    if (lost.length === 0) return undefined
    const count = sumOf(lost.map(({ missing }) => missing.count))
    return {
      title: adminNeeds.lostNumbers.title(formats.count(count)),
      count,
      oldestAt: oldestOf(lost.map(({ contact }) => contact?.at)),
      details: lost.slice(0, NAMED).map(({ station, missing }) => ({
        subject: rangeWords(missing),
        // A station that was retired has no page of its own any more.
        ...(open.has(station) ? pageOf(station) : {}),
        text: adminNeeds.lostNumbers.detail(station),
      })),
    }
  },
}

/** Open stations whose clock is so far off that the posting dates of what they accept are in doubt. */
export const clocksOff: NeedRow = {
  kind: 'clocks_off',
  weight: 'warn',
  read: (parts) =>
    readFound(parts, adminNeeds.clocksOff.title, (one, contact) =>
      isClockOff(contact) ? clockWords(contact, parts.formats) : undefined,
    ),
}

/** Open stations that will not be able to accept anything before long. */
export const disksNearlyFull: NeedRow = {
  kind: 'disks_nearly_full',
  weight: 'warn',
  read: (parts) =>
    readFound(parts, adminNeeds.disksNearlyFull.title, (one, { freeBytes }) =>
      freeBytes !== undefined && isRoomLittle(freeBytes) ? roomWords(freeBytes, parts.formats) : undefined,
    ),
}

/** Open stations whose program is another release than this one, and whose documents wait: likely for that reason. */
export const otherReleases: NeedRow = {
  kind: 'other_releases',
  weight: 'warn',
  read: (parts) =>
    readFound(parts, adminNeeds.otherReleases.title, (one, { release, schema }) => {
      const waiting = waitingAt(one)
      const isOther = schema !== schemaVersion() || release !== parts.facts.release
      if (!isOther || waiting === 0) return undefined
      return adminNeeds.otherReleases.detail(release, parts.formats.count(waiting))
    }),
}

const pageOf = (station: string): Pick<NeedDetail, 'to'> => ({ to: { page: 'station', id: station } })

/** Open stations of which something is to be said, by name. */
function readFound(
  { scope, reader, formats }: NeedParts,
  title: (count: string) => string,
  tell: (one: Incarnation, contact: NonNullable<Incarnation['contact']>) => string | undefined,
): ReturnType<NeedRow['read']> {
  const found = readIncarnations(scope, reader).flatMap((one) => {
    const text = one.isOpen && one.contact !== undefined ? tell(one, one.contact) : undefined
    return text === undefined ? [] : [{ station: one.station, text }]
  })
  if (found.length === 0) return undefined
  return {
    title: title(formats.count(found.length)),
    count: found.length,
    oldestAt: undefined,
    details: found
      .slice(0, NAMED)
      .map(({ station, text }) => ({ subject: station, ...pageOf(station), text })),
  }
}
