import type { StationEntry } from '../../core/branches/read-stations.ts'
import { readPerson } from '../../core/people/read-person.ts'
import type { AdminStations } from '../deps.ts'
import type { Visitor } from '../session/visitor.ts'
import type { ShownScreen } from './stations.views.tsx'

/** The paired screens of a station of this process, with who paired them. */
export async function readScreens(
  stations: AdminStations,
  { reader }: Visitor,
  { name }: StationEntry,
): Promise<ShownScreen[]> {
  return await Promise.all(
    stations.screens(name).map(async (screen) => ({
      id: screen.id,
      label: screen.label,
      pairedAt: screen.pairedAt,
      pairedBy: (await readPerson(reader, screen.pairedBy))?.name,
    })),
  )
}

/** In which its times are shown. */
export const zoneOf = ({ branches }: Visitor, { branch }: Pick<StationEntry, 'branch'>): string =>
  branches.find(({ id }) => id === branch)?.timeZone ?? 'UTC'
