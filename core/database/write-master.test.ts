import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import type { Central } from './central.ts'
import { seqWritten, writeMaster } from './write-master.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const seq = (): number => Number(bakery.reader.get('SELECT seq FROM meta')?.[0])
const ANYTHING = { sql: uncatalogued('SELECT 1'), args: [] }

/** What the batches that go through had for numbers. */
function listening(): { readonly central: Central; readonly numbers: (number | undefined)[] } {
  const numbers: (number | undefined)[] = []
  const central: Central = {
    ...bakery.central,
    async batch(statements) {
      const rows = await bakery.central.batch(statements)
      numbers.push(seqWritten(statements, rows))
      return rows
    },
  }
  return { central, numbers }
}

it('a write tells the number by which a replica has it, each write the next', async () => {
  const { central, numbers } = listening()
  const before = seq()
  expect((await writeMaster(central, [ANYTHING]))[0]).toEqual([[1]])
  await writeMaster(central, [ANYTHING])
  expect(numbers).toEqual([before + 1, before + 2])
  expect(seq()).toBe(before + 2)
})

it('a batch that is no write of master data tells none, and one that fails counts nothing', async () => {
  const { central, numbers } = listening()
  const before = seq()
  await central.batch([ANYTHING])
  expect(numbers).toEqual([undefined])
  const broken = { sql: uncatalogued('INSERT INTO nowhere VALUES (1)'), args: [] }
  await expect(writeMaster(central, [ANYTHING, broken])).rejects.toThrow('nowhere')
  expect(seq()).toBe(before)
})
