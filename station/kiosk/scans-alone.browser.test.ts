import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../core/barcodes/commands.ts'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { COKE, FLOUR } from '../testing/open-station.ts'
import { eachOnFreshScreen } from '../testing/fresh-screen.ts'
import { scan, type ServedStation } from '../testing/open-screen.ts'

let served: ServedStation
let page: Page
eachOnFreshScreen((fresh) => ({ served, page } = fresh))

const card = (command: Command): Promise<void> => scan(page, ownCode.command(command))
const expectGreen = (): void => expect(verifyBook(served.bakery.reader).firstBad).toBeUndefined()

describe('with a scanner and nothing else', () => {
  it('a delivery goes from the badge to the books and back', async () => {
    const { bakery } = served
    await scan(page, bakery.badges.thandi)
    await scan(page, ownCode.salesOrder(bakery.order))
    await scan(page, COKE)
    await card('times_5')
    await scan(page, 'CRATE')
    await scan(page, COKE)
    await card('undo')
    await card('review')
    await card('accept')
    await page.getByText('BRA-SAL-00001').waitFor()
    expect(bakery.stock(bakery.place('retail'), bakery.coke)[0]).toBe(24 - 5)
    expect(bakery.stock(bakery.place('retail'), bakery.bread)[0]).toBe(400 - 10)
    await card('undo')
    await card('confirm')
    await page.getByText('BRA-REV-00001').waitFor()
    expect(bakery.stock(bakery.place('retail'), bakery.coke)[0]).toBe(24)
    expectGreen()
  })

  it('material is used on a run, its weight given by digit cards', async () => {
    const { bakery } = served
    await scan(page, ownCode.run(bakery.run))
    await scan(page, FLOUR)
    for (const command of ['digit_1', 'digit_2', 'point', 'digit_7', 'erase', 'digit_5', 'confirm'] as const)
      await card(command)
    await card('review')
    await card('accept')
    // Nobody is signed in: the badge signs in, and the Accept goes on by itself.
    await scan(page, bakery.badges.thandi)
    await page.getByText('BRA-USE-00001').waitFor()
    expect(bakery.stock(bakery.placeOfRun(bakery.run), bakery.flour)[0]).toBe(12_500)
    expectGreen()
  })

  it('what is too much is sent to a manager, and work is put aside and given up', async () => {
    const { bakery } = served
    await scan(page, bakery.badges.thandi)
    await scan(page, ownCode.salesOrder(bakery.order))
    await scan(page, COKE)
    await card('times_10')
    await scan(page, COKE)
    await card('times_5')
    await card('review')
    await card('accept')
    await card('send')
    await page.getByText('Sent to a manager').first().waitFor()
    expect(bakery.stock(bakery.place('retail'), bakery.coke)[0]).toBe(24)
    await scan(page, ownCode.salesOrder(bakery.order))
    await scan(page, COKE)
    await card('park')
    await scan(page, ownCode.salesOrder(bakery.order))
    await scan(page, COKE)
    await card('cancel')
    await card('confirm')
    await card('sign_out')
    await page.getByText('Scan your badge').first().waitFor()
    expectGreen()
  })

  it('a wrong kind is named', async () => {
    await scan(page, ownCode.salesOrder(served.bakery.order))
    await scan(page, ownCode.document('0193a0a0-0000-7000-8000-000000000001'))
    await page
      .getByText(/document/i)
      .first()
      .waitFor()
    await card('digit_7')
    await page
      .getByText(/QUANTITY/i)
      .first()
      .waitFor()
  })
})
