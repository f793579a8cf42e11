import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CentralUnavailable } from '../core/database/central.ts'
import { words } from '../core/words/catalogue.ts'
import { COKE, openStockedBakery, type StockedBakery } from './testing/open-station.ts'
import { atStation, cards, type AtStation } from './testing/station-steps.ts'

let bakery: StockedBakery
let at: AtStation
beforeEach(async () => {
  bakery = await openStockedBakery()
  at = atStation(bakery)
})
afterEach(async () => {
  await at.close()
  bakery.close()
})

const { ready } = words.practice.tell
const remarks = () =>
  bakery.reader
    .all(
      `SELECT n.station, n.branch, p.name, json_extract(n.content, '$.text'), json_extract(n.content, '$.screen'),
         json_extract(n.content, '$.context')
       FROM station_note n LEFT JOIN person p ON p.id = n.person WHERE n.kind = 'remark' ORDER BY n.at, n.id`,
    )
    .map((row) => row.slice(2))

describe('a remark at a station', () => {
  it('reaches the books with who, where and what was scanned last', async () => {
    at.startSale()
    at.scan(COKE, '4006381333932')
    at.press({ type: 'ask_remark' }, { type: 'tell', remark: 'label' })
    await at.posted()
    expect(remarks()).toEqual([
      [
        'Thandi M.',
        ready.label,
        words.scanTable.states.scanning,
        expect.stringMatching(
          /^BRA-SO-00001 · newest line: Coke 330 ml · last: .*4006381333932 was read wrong/,
        ),
      ],
    ])
    expect(at.lines()).toEqual([['Coke 330 ml', 1]])
  })

  it('is told by cards alone, and by nobody in particular', async () => {
    at.scan(...cards('tell', 'digit_1'))
    expect(at.notice()).toEqual({ kind: 'told' })
    await at.posted()
    expect(remarks()).toEqual([[null, ready.scanner, words.scanTable.states.choosing_operation, '']])
  })

  it('is told in words from a keyboard, with a code that was scanned meanwhile', async () => {
    at.press({ type: 'ask_remark' })
    at.scan('This one is not ours:', '4006381333931', ...cards('confirm'))
    await at.posted()
    expect(remarks()).toMatchObject([[null, 'This one is not ours: 4006381333931', expect.anything(), '']])
  })

  it('holds a text that is longer than any barcode', async () => {
    const text =
      'The left one of the two scanners beeps and then nothing comes, since this morning, every time.'
    at.press({ type: 'ask_remark' })
    at.scan(text)
    at.press({ type: 'tell_typed' })
    await at.posted()
    expect(remarks()[0]?.[1]).toBe(text)
  })

  it('never repeats a badge', async () => {
    at.press({ type: 'ask_remark' })
    at.scan(`${bakery.badges.thandi.slice(0, -1)}?`)
    at.press({ type: 'tell', remark: 'scanner' })
    await at.posted()
    expect(remarks()).toEqual([[null, ready.scanner, expect.anything(), '']])
  })

  it('is kept while the books do not answer, over a restart, and told once', async () => {
    const { central } = bakery
    let isDown = true
    const asked = () => Promise.reject(new CentralUnavailable('down'))
    const moody = {
      ...central,
      all: (...args: Parameters<typeof central.all>) => (isDown ? asked() : central.all(...args)),
      batch: (...args: Parameters<typeof central.batch>) => (isDown ? asked() : central.batch(...args)),
    }
    await at.restart({ central: moody })
    at.press({ type: 'ask_remark' }, { type: 'tell', remark: 'come' }, { type: 'tell', remark: 'come' })
    expect(at.notice()).toEqual({ kind: 'told' })
    await at.restart({ isPosting: false })
    expect(at.open().outbox.waitingNotes(9)).toHaveLength(1)
    isDown = false
    await at.restart({ central: moody })
    await at.posted()
    expect(remarks()).toHaveLength(1)
    expect(at.open().outbox.waitingNotes(9)).toEqual([])
  })

  it('is still being typed after a restart', async () => {
    at.press({ type: 'ask_remark' })
    at.scan('The label')
    await at.restart()
    expect(at.session().asking).toMatchObject({ kind: 'telling', typed: 'The label' })
  })
})
