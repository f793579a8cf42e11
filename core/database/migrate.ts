import { readdirSync, readFileSync } from 'node:fs'
import { projectFile } from '../kernel/project-root.ts'
import type { Central } from './central.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

/** The hand-written migrations in order; their numbers are gapless from 1. */
export function readMigrations(): Migration[] {
  const folder = projectFile('core', 'database', 'migrations')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => ({
      number: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: readFileSync(`${folder}/${file}`, 'utf8'),
    }))
}

let newest: number | undefined

/** The newest migration this program knows: its schema version. */
export function schemaVersion(): number {
  newest ??= readMigrations().at(-1)?.number ?? 0
  return newest
}

/**
 * Brings central's schema up to this program's, each migration and its mark in one atomic step.
 * Forward only; a database that is newer than the program is left alone and named in the error.
 */
export async function migrate(central: Central, migrations = readMigrations()): Promise<void> {
  await central.script(
    'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;',
  )
  const applied = Number(
    (await central.all({ sql: 'SELECT max(number) FROM migration', args: [] }))[0]?.[0] ?? 0,
  )
  const known = migrations.at(-1)?.number ?? 0
  if (applied > known) throw new SchemaIsNewer(applied, known)
  for (const { number, name, sql } of migrations.filter((migration) => migration.number > applied))
    await central.script(
      `BEGIN IMMEDIATE;\n${sql}\nINSERT INTO migration (number, name) VALUES (${number}, '${name}');\nCOMMIT;`,
    )
}

/** The book was made by a newer program: this one must not write to it. */
export class SchemaIsNewer extends Error {
  constructor(applied: number, known: number) {
    super(`the book has schema ${applied}, this program knows ${known}: install the newer program`)
    this.name = 'SchemaIsNewer'
  }
}
