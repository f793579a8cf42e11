import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onlyBranch } from '../branches/scope.ts'
import { openCentralFile } from '../database/central-file.ts'
import { readMigrations } from '../database/migrate.ts'
import type { DocumentId, PersonId } from '../kernel/ids.ts'
import { openBakery, type Bakery, type TestDraft } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import type { Outcome } from './outcome.ts'
import { postDocuments } from './post.ts'
import { readDocuments, readUnsettled } from './read-documents.ts'
import { readRefusals, readTries, readWaiting } from './settle/read-refusals.ts'
import { verifyBook } from './verify/verify-book.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
  await bakery.post({
    event: 'purchase_invoice',
    lines: [
      {
        item: bakery.coke,
        from: bakery.place('supplier'),
        to: bakery.place('retail'),
        quantity: 10,
        take: { by: 'stated', amount: 999 },
      },
    ],
  })
})
afterEach(() => {
  const { firstBad } = verifyBook(bakery.reader)
  bakery.close()
  if (firstBad !== undefined) throw new Error(firstBad.words)
})

/** A sale of some coke. Ten are there. */
const sale = (quantity: number, changed: Partial<TestDraft> = {}): TestDraft => ({
  event: 'sale',
  lines: [
    {
      item: bakery.coke,
      from: bakery.place('retail'),
      to: bakery.place('customer'),
      quantity,
      take: { by: 'cost' },
    },
  ],
  ...changed,
})
const voided = (settles: string, acceptedBy: number): TestDraft => ({
  event: 'void',
  acceptedBy,
  settles,
  reason: 'typo',
  lines: [],
})
const open = (): string[] =>
  readDocuments(onlyBranch(bakery.bra), bakery.reader, { filter: 'unsettled', limit: 50 }).entries.map(
    ({ id }) => id,
  )

/** undefined: posted. */
const codeOf = (outcome: Outcome): string | undefined =>
  outcome.state === 'posted' ? undefined : outcome.refusal.code

describe('a refusal is settled by who may', () => {
  const people: readonly [string, (b: Bakery) => PersonId, string | undefined][] = [
    ['an operator', (b) => b.thandi, 'E_NOT_MANAGER'],
    ["another branch's manager", (b) => b.bongani, 'E_NOT_MANAGER'],
    ["the branch's manager", (b) => b.palesa, undefined],
    ['a super admin', (b) => b.zanele, undefined],
  ]
  it.each(people)('%s posts it', async (_, who, code) => {
    const refused = await bakery.post(sale(11, { acceptedBy: bakery.palesa }))
    const other = await bakery.post(sale(12))
    const outcome = await bakery.post(sale(3, { acceptedBy: who(bakery), settles: other.id }))
    expect(codeOf(outcome)).toBe(code)
    expect(open()).toEqual(code === undefined ? [refused.id] : [other.id, refused.id])
  })

  it.each(people)('%s voids it', async (_, who, code) => {
    const refused = await bakery.post(sale(11, { acceptedBy: bakery.thandi }))
    const outcome = await bakery.post(voided(refused.id, who(bakery)))
    expect(codeOf(outcome)).toBe(code)
  })

  it('nobody approves their own, also no super admin; they may void it', async () => {
    for (const person of [bakery.palesa, bakery.zanele]) {
      const refused = await bakery.post(sale(11, { acceptedBy: person }))
      expect(await bakery.post(sale(1, { acceptedBy: person, settles: refused.id }))).toMatchObject({
        refusal: { code: 'E_OWN_REFUSAL' },
      })
      expect(await bakery.post(voided(refused.id, person))).toMatchObject({ state: 'posted' })
    }
    expect(open()).toEqual([])
  })

  it('an operator takes back their own without anybody; not that of somebody else', async () => {
    const mine = await bakery.post(sale(11))
    const theirs = await bakery.post(sale(11, { acceptedBy: bakery.palesa }))
    const undo = (document: string): TestDraft => ({
      event: 'reversal',
      reverses: { document, moves: 1 },
      lines: [],
    })
    expect(await bakery.post(undo(mine.id))).toMatchObject({ state: 'posted', series: 'VOI' })
    const refused = await bakery.post(undo(theirs.id))
    expect(refused).toMatchObject({ refusal: { code: 'E_NOT_MANAGER' } })
    expect(open()).toEqual([refused.id, theirs.id])
  })

  it('a settlement counts for ever, also when its manager is one no more', async () => {
    const { central, palesa, bra } = bakery
    const [first, second] = [await bakery.post(sale(11)), await bakery.post(sale(12))]
    expect(await bakery.post(voided(first.id, palesa))).toMatchObject({ state: 'posted' })
    const demoted = `UPDATE person SET role = 'operator' WHERE id = ?1`
    await central.batch([{ sql: uncatalogued(demoted), args: [palesa] }])
    expect(await bakery.post(voided(second.id, palesa))).toMatchObject({ refusal: { code: 'E_NOT_MANAGER' } })
    expect(verifyBook(bakery.reader).firstBad).toBeUndefined()
    const promoted = `UPDATE person SET role = 'manager', branch = ?2 WHERE id = ?1`
    await central.batch([{ sql: uncatalogued(promoted), args: [bakery.thandi, bra] }])
    expect(await bakery.post(sale(2, { acceptedBy: palesa, settles: second.id }))).toMatchObject({
      refusal: { code: 'E_NOT_MANAGER' },
    })
    expect(await bakery.post(voided(second.id, bakery.thandi))).toMatchObject({ state: 'posted' })
  })
})

describe('a refusal is settled once', () => {
  it('and the second time says so', async () => {
    const refused = await bakery.post(sale(11))
    await bakery.post(sale(4, { acceptedBy: bakery.palesa, settles: refused.id }))
    for (const again of [
      sale(4, { acceptedBy: bakery.zanele, settles: refused.id }),
      voided(refused.id, bakery.zanele),
    ])
      expect(await bakery.post(again)).toMatchObject({ refusal: { code: 'E_SETTLED_BEFORE' } })
    expect(open()).toEqual([])
    expect(bakery.stock(bakery.place('retail'), bakery.coke)[0]).toBe(6)
  })

  it('also when two managers answer at once', async () => {
    const refused = await bakery.post(sale(11))
    const other = openCentralFile(bakery.path)
    const answers = [
      bakery.sealNext(sale(3, { acceptedBy: bakery.palesa, settles: refused.id }), 'HQ-A1'),
      bakery.sealNext(sale(5, { acceptedBy: bakery.zanele, settles: refused.id }), 'HQ-A2'),
    ]
    const outcomes = await Promise.all(
      answers.map((answer, index) =>
        postDocuments(index === 0 ? bakery.central : other, [answer], bakery.context),
      ),
    )
    other.close()
    expect(
      outcomes
        .flat()
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['posted', 'refused'])
    expect(outcomes.flat().find(({ state }) => state === 'refused')).toMatchObject({
      refusal: { code: 'E_SETTLED_BEFORE' },
    })
    expect(open()).toEqual([])
  })

  it('what was tried in vain is kept with it, waits for nobody, and cannot be settled for itself', async () => {
    const scope = onlyBranch(bakery.bra)
    const refused = await bakery.post(sale(11))
    const tries = [
      await bakery.post(sale(12, { acceptedBy: bakery.palesa, settles: refused.id })),
      await bakery.post(sale(13, { acceptedBy: bakery.zanele, settles: refused.id })),
    ]
    expect(open()).toEqual([refused.id])
    expect(readUnsettled(scope, bakery.reader).count).toBe(1)
    expect(readTries(scope, bakery.reader, refused.id).map(({ id }) => id)).toEqual(
      tries.map(({ id }) => id).toReversed(),
    )
    const settled = await bakery.post(sale(1, { acceptedBy: bakery.zanele, settles: tries[0]?.id ?? '' }))
    expect(settled).toMatchObject({ refusal: { code: 'E_SETTLES' } })
    expect(open()).toEqual([refused.id])
    await bakery.post(sale(1, { acceptedBy: bakery.palesa, settles: refused.id }))
    expect(open()).toEqual([])
    const list = readRefusals(scope, bakery.reader, { state: 'settled', limit: 5 })
    expect(list.entries.map(({ head }) => head.id)).toEqual([refused.id])
    expect(list.entries[0]?.settledBy?.event).toBe('sale')
  })

  it('a run waits for what was refused on it, not for what was tried in vain', async () => {
    const { run, flour, place, placeOfRun, palesa, post } = bakery
    const use = (changed: Partial<TestDraft>): TestDraft => ({
      event: 'usage',
      run,
      lines: [
        { item: flour, from: place('manufacturing'), to: placeOfRun(run), quantity: 5, take: { by: 'cost' } },
      ],
      ...changed,
    })
    const refused = await post(use({}))
    await post(use({ acceptedBy: palesa, settles: refused.id }))
    const close: TestDraft = { event: 'run_close', run, lines: [] }
    expect(await post(close)).toMatchObject({ refusal: { code: 'E_RUN_HAS_REFUSALS' } })
    await post(voided(refused.id, palesa))
    // The refused close names the run, and waits for a person too.
    for (const id of open()) await post(voided(id, palesa))
    expect(await post(close)).toMatchObject({ state: 'posted' })
  })
})

describe('what waits is settled in order', () => {
  it('never stands on a refused document, and stands on the one that settled it', async () => {
    const { coke, place, palesa, post } = bakery
    const refused = await post(sale(11))
    const returned = (document: string, changed: Partial<TestDraft> = {}): TestDraft => ({
      event: 'customer_return',
      answers: document,
      lines: [
        {
          item: coke,
          from: place('customer'),
          to: place('retail'),
          quantity: 1,
          take: { by: 'answered', document, move: 0 },
        },
      ],
      ...changed,
    })
    const waiting = await post(returned(refused.id))
    expect(waiting).toMatchObject({ refusal: { waitsFor: refused.id } })
    const chain = readWaiting(onlyBranch(bakery.bra), bakery.reader, refused.id as DocumentId)
    expect(chain.map(({ id }) => id)).toEqual([waiting.id])
    const bought: TestDraft = {
      event: 'purchase_invoice',
      acceptedBy: palesa,
      settles: waiting.id,
      answers: refused.id,
      lines: [
        {
          item: coke,
          from: place('supplier'),
          to: place('retail'),
          quantity: 1,
          take: { by: 'stated', amount: 1 },
        },
      ],
    }
    expect(await post(bought)).toMatchObject({ refusal: { code: 'E_WAITING' } })
    const settled = await post(sale(2, { acceptedBy: palesa, settles: refused.id }))
    expect(await post(returned(settled.id, { acceptedBy: palesa, settles: waiting.id }))).toMatchObject({
      state: 'posted',
    })
    expect(open()).toEqual([])
  })
})

describe('what needs an approval', () => {
  it('is refused until a manager settles it, or allowed on the spot by one', async () => {
    const asked = await bakery.post(sale(2, { approval: { state: 'asked', for: ['over_planned'] } }))
    expect(asked).toMatchObject({ refusal: { code: 'E_APPROVAL' } })
    const given = (by: number): TestDraft =>
      sale(1, { approval: { state: 'given', for: ['not_planned'], by } })
    for (const by of [bakery.thandi, bakery.bongani, 999])
      expect(await bakery.post(given(by))).toMatchObject({ refusal: { code: 'E_APPROVAL' } })
    for (const by of [bakery.palesa, bakery.zanele])
      expect(await bakery.post(given(by))).toMatchObject({ state: 'posted' })
    expect(await bakery.post(sale(2, { acceptedBy: bakery.palesa, settles: asked.id }))).toMatchObject({
      state: 'posted',
    })
  })
})

describe('a book from before', () => {
  it('knows at once what is open of its refusals, and judges nobody by roles it did not keep', async () => {
    const ago = [
      await bakery.post(sale(11)),
      await bakery.post(sale(12)),
      await bakery.post(sale(13, { acceptedBy: bakery.palesa })),
    ] as const
    await bakery.post(voided(ago[1].id, bakery.palesa))
    await bakery.post(sale(14, { acceptedBy: bakery.palesa, settles: ago[0].id }))
    await bakery.central.script(`BEGIN; ${undone(SETTLEMENTS)} ${SETTLEMENTS} COMMIT;`)
    const list = 'SELECT id FROM refusal_open JOIN document USING (position) ORDER BY position'
    expect(bakery.reader.all(list)).toEqual([[ago[0].id], [ago[2].id]])
    expect(bakery.reader.get('SELECT min(since), max(since) FROM person_role')).toEqual([6, 6])
    expect(verifyBook(bakery.reader).firstBad).toBeUndefined()
    expect(await bakery.post(voided(ago[0].id, bakery.thandi))).toMatchObject({
      refusal: { code: 'E_NOT_MANAGER' },
    })
  })
})

const SETTLEMENTS = readMigrations().find(({ name }) => name === 'settlements')?.sql ?? ''

/** Takes away what a migration made, but for what it made anew. */
function undone(sql: string): string {
  const dropped = new Set([...sql.matchAll(/^DROP \w+ (\w+)/gm)].map(([, name]) => name))
  return [...sql.matchAll(/^CREATE (TRIGGER|INDEX|TABLE) (\w+)/gm)]
    .filter(([, , name]) => !dropped.has(name))
    .toSorted(([, one = ''], [, other = '']) => other.localeCompare(one))
    .map(([, kind, name]) => `DROP ${kind} ${name};`)
    .join(' ')
}
