import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pausableCentral, type PausableCentral } from '../database/pausable-central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { OfficeOutbox } from '../outbox/office-outbox.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { asSuperAdmin } from '../testing/import-table.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { ReadOnlyHere } from '../database/read-only-here.ts'
import { createImports, type Imports } from './imports.ts'
import { runImport, type ImportSide, type RunImport } from './run-import.ts'

let bakery: Bakery
let central: PausableCentral
const reported: unknown[] = []
beforeEach(async () => {
  bakery = await openBakery()
  central = pausableCentral(bakery.central)
})
afterEach(() => {
  bakery.close()
  reported.length = 0
})

/** Runs in this process; what is given stands between its check and its writing. */
const runWith =
  (beforeWriting: (hold: ImportSide['beforeWriting']) => Promise<void>): RunImport =>
  (job, side) =>
    runImport(job, { ...side, beforeWriting: () => beforeWriting(side.beforeWriting) })

async function openImports(run: RunImport, assertWritable?: () => void): Promise<Imports> {
  return await createImports({
    folder: join(bakery.folder, 'uploads'),
    bookPath: () => bakery.path,
    run,
    ...(assertWritable === undefined ? {} : { assertWritable }),
    whilePaused: central.whilePaused,
    outbox: {} as OfficeOutbox,
    whole: bakery.reader,
    clock: { now: () => TEST_NOW },
    report: (error) => reported.push(error),
  })
}

/** Sends a table of items, waits until it is checked, accepts it, and says what became of it. */
async function accept(imports: Imports, table: string) {
  const form = new FormData()
  form.set('file', new File([table], 'items.csv'))
  const sent = new Response(form)
  const authority = asSuperAdmin(bakery)
  const id = await imports.receive({
    name: 'items',
    authority,
    contentType: sent.headers.get('content-type') ?? '',
    body: Readable.from([new Uint8Array(await sent.arrayBuffer())]),
  })
  await imports.idle()
  const checked = imports.find(id ?? '', authority.person)
  if (id === undefined || checked?.state.kind !== 'checked') throw new Error('it was not checked')
  imports.accept(id, authority, checked.state.summary.digest)
  await imports.idle()
  return imports.find(id, authority.person)?.state
}

const rename = (name: string) =>
  writeMaster(central, [
    { sql: uncatalogued('UPDATE item SET name = ?1 WHERE id = ?2'), args: [name, bakery.coke] },
  ])
const nameOf = (code: string) => bakery.reader.get('SELECT name FROM item WHERE code = ?1', code)?.[0]
const TABLE = 'code,name,kind,unit\nRYE,Rye flour,raw,kg\n'

describe('while a table is written', () => {
  it('others write on until its check is over, and again after it; between that they wait', async () => {
    const order: string[] = []
    let after: Promise<unknown> = Promise.resolve()
    const imports = await openImports(
      runWith(async (hold) => {
        await rename('Coke, while it is checked')
        order.push('written during the check')
        await hold()
        after = rename('Coke, after it').then(() =>
          order.push(`written when ${String(nameOf('RYE'))} was there`),
        )
        await new Promise((resolve) => setImmediate(resolve))
        order.push('held back')
      }),
    )
    expect(await accept(imports, TABLE)).toMatchObject({ kind: 'written' })
    await after
    expect(order).toEqual(['written during the check', 'held back', 'written when Rye flour was there'])
    expect(nameOf('COKE')).toBe('Coke, after it')
  })

  it('what others changed since it was checked is seen: it is shown again and nothing is written', async () => {
    const imports = await openImports(
      runWith(async (hold) => {
        await rename('Coke of somebody else')
        await hold()
      }),
    )
    const state = await accept(imports, `${TABLE}COKE,Coke of the table,external,each\n`)
    expect(state).toMatchObject({ kind: 'checked', isOther: true })
    expect([nameOf('COKE'), nameOf('RYE')]).toEqual(['Coke of somebody else', undefined])
  })

  it('nothing is written where nothing is written from, and what was checked stays', async () => {
    const modes: string[] = []
    const imports = await openImports(
      (job, side) => {
        modes.push(job.mode)
        return runImport(job, side)
      },
      () => {
        throw new ReadOnlyHere()
      },
    )
    await expect(accept(imports, TABLE)).rejects.toThrow(ReadOnlyHere)
    expect([modes, nameOf('RYE')]).toEqual([['check'], undefined])
    expect(imports.recent(asSuperAdmin(bakery).person)[0]?.state.kind).toBe('checked')
  })

  it('nobody is held back any longer where it breaks', async () => {
    let tries = 0
    const broken: RunImport = async (job, side) => {
      if (job.mode === 'check') return await runImport(job, side)
      await side.beforeWriting()
      tries += 1
      throw new Error('the child died')
    }
    const imports = await openImports(broken)
    await expect(accept(imports, TABLE)).resolves.toMatchObject({ kind: 'interrupted' })
    await rename('Coke, written on')
    expect([tries, nameOf('COKE')]).toEqual([1, 'Coke, written on'])
    expect(reported).toHaveLength(1)
  })

  it('nobody is held back for a table that changes nothing', async () => {
    const asked: string[] = []
    const imports = await openImports(runWith(async () => void asked.push('asked')))
    const kept = 'code,name,kind,unit\nCOKE,Coke 330 ml,external,each\n'
    expect(await accept(imports, kept)).toMatchObject({ kind: 'written' })
    expect(asked).toEqual([])
  })
})
