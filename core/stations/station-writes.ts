import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { freeIncarnation } from './free-incarnation.ts'
import { giveUpNumbers } from './give-up-numbers.ts'
import { setTiles } from './read-tiles.ts'

export interface NewStation {
  /** As it is called and as its papers are numbered: BRA-K2. */
  readonly name: string
  readonly branch: BranchId
}

/** Every write about stations: to central, each one atomic. Who may do it is the caller's question. */
export interface StationWrites {
  /** Enrols a writer of a branch. A name that a retired station had begins a new incarnation, with its own numbers. */
  add(station: NewStation): Promise<'added' | 'name_taken'>
  /**
   * Nothing more is taken from it. False where it is the last station of the book, which keeps one: a process without
   * a station does not start.
   */
  retire(name: string): Promise<boolean>
  /** What never arrived of a closed incarnation is lost, a person says: see {@link giveUpNumbers}. */
  giveUp(writer: string, upTo: number): Promise<boolean>
  /** The items it shows as tiles, in this order, instead of those it had. */
  setTiles(station: string, items: readonly ItemId[]): Promise<void>
}

const ADD = catalogued(
  'writer.enrolled-again',
  `INSERT INTO writer (name, incarnation, branch, state) SELECT ?1, ?2, ?3, 'open'
  WHERE NOT EXISTS (SELECT 1 FROM writer WHERE name = ?1 AND state = 'open') RETURNING id`,
  { by: 'central' },
)
const RETIRE = catalogued(
  'writer.closed',
  `UPDATE writer SET state = 'closed' WHERE name = ?1 AND state = 'open' AND branch IS NOT NULL
  AND EXISTS (SELECT 1 FROM writer WHERE name <> ?1 AND state = 'open' AND branch IS NOT NULL) RETURNING id`,
  { by: 'central' },
)

export function writeStations(central: Central): StationWrites {
  return {
    async add({ name, branch }) {
      const rows = await central.all({ sql: 'SELECT incarnation FROM writer', args: [] })
      const incarnation = freeIncarnation(name, new Set(rows.map(([taken]) => String(taken))))
      if (incarnation === undefined) return 'name_taken'
      const [made] = await writeMaster(central, [{ sql: ADD, args: [name, incarnation, branch] }])
      return made?.length === 1 ? 'added' : 'name_taken'
    },
    async retire(name) {
      const [closed] = await writeMaster(central, [{ sql: RETIRE, args: [name] }])
      return closed?.length === 1
    },
    giveUp: (writer, upTo) => giveUpNumbers(central, writer, upTo),
    setTiles: (station, items) => setTiles(central, station, items),
  }
}
