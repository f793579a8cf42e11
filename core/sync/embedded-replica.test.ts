import { describe, expect, it } from 'vitest'
import { asFeedError } from './embedded-replica.ts'
import { troubleOf } from './trouble.ts'

/** What the native module was heard to say, and what that is. */
const HEARD: readonly (readonly [text: string, name: string])[] = [
  ['Replication(Client(Status { code: Unavailable, message: "snapshot not found" }))', 'FeedBusy'],
  [
    "Failed to connect to database: 'Can not sync a database without a wal_index, please delete the database and attempt again'",
    'ReplicaDamaged',
  ],
  ['replication error: Injector error: SQLite error: database disk image is malformed', 'ReplicaDamaged'],
  ['replication error: Injector error: SQLite error: file is not a database', 'ReplicaDamaged'],
  ['Replication(Injector(Sqlite(SqliteFailure(.., Some("disk I/O error")))))', 'ReplicaDamaged'],
  ['Replication(PrimaryHandshakeTimeout)', 'Error'],
  ['sync error: error trying to connect: tcp connect error: Connection refused (os error 111)', 'Error'],
  ['Replication(Injector(Sqlite(SqliteFailure(.., Some("database or disk is full")))))', 'Error'],
  ['Replication(Injector(Sqlite(SqliteFailure(.., Some("database is locked")))))', 'Error'],
  [
    'Replication(Client(Status { code: Unavailable, message: "GATE_BUSY: Other replicas are being filled just now" }))',
    'FeedBusy',
  ],
  [
    'Replication(Injector(FatalInjectError(SqliteFailure(Error { code: Unknown, extended_code: 200 }, None))))',
    'ReplicaDamaged',
  ],
]

describe('what the native module says', () => {
  it.each(HEARD)('%s', (text, name) => {
    expect(asFeedError(new Error(text)).name).toBe(name)
  })

  it('is a full disk where it says so, and the line’s trouble otherwise', () => {
    const [full, refused] = [HEARD[7]?.[0], HEARD[6]?.[0]].map((text) =>
      troubleOf(asFeedError(new Error(text))),
    )
    expect(full).toMatchObject({ kind: 'disk_full' })
    expect(refused).toMatchObject({ kind: 'no_answer' })
  })
})
