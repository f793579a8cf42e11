import { LITTLE_ROOM_BYTES, RESERVE_BYTES } from '../kernel/disk-room.ts'
import { words } from '../words/catalogue.ts'
import type { FoundNeed, NeedDetail, NeedParts, NeedRow } from './need.ts'

const { disk: text } = words.adminNeeds
const MEGABYTE = 1_000_000

/** The machine that serves these pages keeps what room it has for documents: all else waits until there is more. */
export const diskFull: NeedRow = {
  kind: 'disk_full',
  weight: 'bad',
  read: (parts) => littleRoom(parts, { from: 0, below: RESERVE_BYTES }, text.full),
}

/** It will be like that soon, while all still goes on. */
export const diskNearlyFull: NeedRow = {
  kind: 'disk_nearly_full',
  weight: 'warn',
  read: (parts) => littleRoom(parts, { from: RESERVE_BYTES, below: LITTLE_ROOM_BYTES }, text.nearlyFull),
}

interface Said {
  readonly title: (megabytes: string) => string
  readonly what: string
}

/** Everybody is told, as everybody may find it in their way; bytes free. */
function littleRoom(
  { facts: { disk }, isSuperAdmin, formats }: NeedParts,
  { from, below }: { readonly from: number; readonly below: number },
  said: Said,
): FoundNeed | undefined {
  const free = disk.freeBytes()
  if (free < from || free >= below) return undefined
  return {
    title: said.title(formats.count(Math.floor(free / MEGABYTE))),
    count: undefined,
    oldestAt: undefined,
    details: [{ text: said.what }, { text: text.remedy }, ...(isSuperAdmin ? [BACKUPS] : [])],
  }
}

/** What of Scanbook may lie elsewhere. Only who sees all branches sees their copies. */
const BACKUPS: NeedDetail = {
  subject: words.backup.title,
  to: { page: 'backups' },
  text: text.backups,
}
