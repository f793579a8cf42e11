import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Central, Row } from './central.ts'
import { openCentralFile } from './central-file.ts'
import { createBook } from './create-book.ts'
import { migrate, readMigrations, schemaVersion, SchemaIsNewer } from './migrate.ts'

let folder: string
let central: Central
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-migrate-'))
  central = openCentralFile(join(folder, 'book.db'))
})
afterEach(() => {
  central.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (sql: string): Promise<Row[]> => central.all({ sql, args: [] })
const schemaOf = (): Promise<Row[]> => ask('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name')
/** The schema and everything the migrations themselves put into its tables. */
async function everything(): Promise<Record<string, unknown>> {
  const tables = await ask("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
  const rows: Record<string, unknown> = { schema: await schemaOf() }
  for (const [name] of tables) rows[String(name)] = await ask(`SELECT * FROM ${String(name)}`)
  return rows
}

describe('migrations', () => {
  const migrations = readMigrations()

  it('are numbered without gaps from 1', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
    expect(schemaVersion()).toBe(migrations.length)
  })

  it.each(migrations)(
    'may stop after $number-$name and go on later, to the same schema',
    async ({ number }) => {
      await migrate(central, migrations.slice(0, number))
      expect(await ask('SELECT max(number) FROM migration')).toEqual([[number]])
      central.close()
      central = openCentralFile(join(folder, 'book.db'))
      await migrate(central)
      const inSteps = await everything()

      central.close()
      central = openCentralFile(join(folder, 'at-once.db'))
      await migrate(central)
      expect(inSteps).toEqual(await everything())
    },
  )

  it('change nothing the second time', async () => {
    await createBook(central, { company: 'Test Bakery', currency: 'ZAR', isDemo: false })
    const before = await everything()
    await migrate(central)
    await createBook(central, { company: 'Another', currency: 'EUR', isDemo: true })
    expect(await everything()).toEqual(before)
  })

  it('leave nothing behind when one fails, and go on when it is mended', async () => {
    const last = migrations.length + 1
    const broken = {
      number: last,
      name: 'broken',
      sql: 'CREATE TABLE half (a INTEGER) STRICT; SELECT * FROM nowhere;',
    }
    await migrate(central)
    const before = await everything()
    await expect(migrate(central, [...migrations, broken])).rejects.toThrow('nowhere')
    expect(await everything()).toEqual(before)
    // The same connection goes on: no transaction was left open.
    await migrate(central, [...migrations, { ...broken, sql: 'CREATE TABLE whole (a INTEGER) STRICT;' }])
    expect(await ask('SELECT max(number) FROM migration')).toEqual([[last]])
    expect(await ask("SELECT name FROM sqlite_schema WHERE name IN ('half', 'whole')")).toEqual([['whole']])
  })

  it('make every table STRICT', async () => {
    await migrate(central)
    const tables = await ask(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    )
    expect(tables).toEqual([])
  })

  it('leave a book alone that a newer program made, and say so', async () => {
    await migrate(central)
    const before = await everything()
    await expect(migrate(central, migrations.slice(0, -1))).rejects.toThrow(SchemaIsNewer)
    expect(await everything()).toEqual(before)
  })

  it('leave a sound database', async () => {
    await migrate(central)
    expect(await ask('SELECT integrity_check FROM pragma_integrity_check')).toEqual([['ok']])
    expect(await ask('SELECT "table" FROM pragma_foreign_key_check')).toEqual([])
  })
})
