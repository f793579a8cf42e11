import { uuidv7 } from 'uuidv7'
import type { Central } from '../../core/database/central.ts'
import type { Reader } from '../../core/database/reader.ts'
import { writeMaster } from '../../core/database/write-master.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import { words } from '../../core/words/catalogue.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

const MINUTE_MS = 60_000
const { ready } = words.practice.tell
const { states } = words.scanTable

interface DemoRemark {
  readonly station: string
  /** Empty: nobody was signed in. */
  readonly login: string
  readonly minutesAgo: number
  readonly text: string
  readonly screen: string
  readonly context: string
  readonly isSeen: boolean
}

/** What people of the demo told: at a station, at a desk, and one that somebody has seen. */
const REMARKS: readonly DemoRemark[] = [
  {
    station: 'BRA-K1',
    login: 'thandi',
    minutesAgo: 35,
    text: `${ready.label}: the crate of brown bread, third time this week`,
    screen: states.scanning,
    context: 'BRA-SO-00001 · newest line: White bread 700 g',
    isSeen: false,
  },
  {
    station: 'BRB-K1',
    login: '',
    minutesAgo: 140,
    text: ready.scanner,
    screen: states.choosing_operation,
    context: '',
    isSeen: false,
  },
  {
    station: 'HQ-A1',
    login: 'pieter',
    minutesAgo: 26 * 60,
    text: 'Could the list of stock say since when something lies there?',
    screen: '/admin/stock',
    context: '',
    isSeen: true,
  },
]

// Some were seen already, which no note that a station sends ever is.
const PLANT = uncatalogued(`INSERT INTO station_note (id, station, branch, kind, at, person, content, done_at)
  VALUES (?1, ?2, ?3, 'remark', ?4, (SELECT id FROM person WHERE login = ?5), ?6, ?7)`)

export async function leaveRemarks(central: Central, reader: Reader, now: number): Promise<void> {
  await writeMaster(
    central,
    REMARKS.map(({ station, login, minutesAgo, text, screen, context, isSeen }) => {
      const at = now - minutesAgo * MINUTE_MS
      return {
        sql: PLANT,
        args: [
          uuidv7(),
          station,
          branchOf(reader, station),
          at,
          login,
          JSON.stringify({ kind: 'remark', text, screen, context }),
          isSeen ? at + MINUTE_MS : null,
        ],
      }
    }),
  )
}

/** The office tells from Braam. */
function branchOf(reader: Reader, station: string): number {
  const row = reader.get(
    `SELECT coalesce(w.branch, b.id) FROM writer w, branch b WHERE w.name = ?1 AND b.prefix = 'BRA'`,
    station,
  )
  invariant(row !== undefined, `the demo has no ${station}`)
  return Number(row[0])
}
