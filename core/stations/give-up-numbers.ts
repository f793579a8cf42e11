import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'

const GIVE_UP = catalogued(
  'station.numbers_given_up',
  `UPDATE station_contact SET lost_up_to = ?2 WHERE last_seq >= ?2 AND coalesce(lost_up_to, 0) < ?2
    AND writer = (SELECT id FROM writer WHERE incarnation = ?1 AND state = 'closed') RETURNING lost_up_to`,
  { by: 'offices' },
)

/**
 * A person says that what never arrived of a closed incarnation, up to a number, is lost: nobody is asked about it any
 * more. It changes nothing about the documents, which arrive all the same should the old memory card be found. False: it is
 * open, or never gave that number, or somebody said so already.
 */
export async function giveUpNumbers(central: Central, writer: string, upTo: number): Promise<boolean> {
  const [said] = await writeMaster(central, [{ sql: GIVE_UP, args: [writer, upTo] }])
  return said?.length === 1
}
