import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBom } from '../boms/create-bom.ts'
import { seal, type DocumentLine, type Draft, type SealedDocument } from '../book/content.ts'
import type { ItemKind, LocationKind } from '../book/events.ts'
import { postDocuments } from '../book/post.ts'
import type { Outcome } from '../book/outcome.ts'
import { createBranch, createWriter } from '../branches/create-branch.ts'
import { placeOf, placeOfRun, placeTowards } from '../branches/places.ts'
import type { Central } from '../database/central.ts'
import { openCentralFile } from '../database/central-file.ts'
import { becomeAnotherBook, createBook } from '../database/create-book.ts'
import { openReader, type Reader } from '../database/reader.ts'
import { createItems, type NewItem } from '../items/create-item.ts'
import { newDocumentId, type BranchId, type ItemId, type LocationId, type PersonId } from '../kernel/ids.ts'
import { createSalesOrder } from '../orders/create-sales-order.ts'
import { createPartner } from '../partners/create-partner.ts'
import { createPerson, type Role } from '../people/create-person.ts'
import { createRun } from '../runs/create-run.ts'

/** Noon in Johannesburg on a Friday: where every test's clock stands. */
export const TEST_NOW = Date.UTC(2026, 10, 20, 10)
export const ZONE = 'Africa/Johannesburg'

/** What a test says of a document; the bakery adds writer, sequence, hash, person and time. */
export type TestDraft = Omit<Draft, 'id' | 'branch' | 'acceptedAt' | 'acceptedBy' | 'lines'> & {
  readonly id?: string
  /** Thandi, where nobody is named. */
  readonly acceptedBy?: number
  readonly branch?: BranchId
  readonly acceptedAt?: number
  readonly lines: readonly DocumentLine[]
}

/** A small bakery with a real book in a temporary file: two branches, a writer in each, six items, a recipe. */
export async function openBakery() {
  const folder = newFolder()
  const path = join(folder, 'book.db')
  const { parts, book } = await (furnished ??= furnishOnce())
  writeFileSync(path, book)
  const central = openCentralFile(path)
  await becomeAnotherBook(central)
  const reader = openReader(path)
  const chains = new Map<string, { seq: number; previous: string }>()

  /** Gives a draft its writer's next number, as Accept does. */
  const sealNext = (draft: TestDraft, given?: string): SealedDocument => {
    const writer = given ?? (draft.branch === parts.brb ? 'BRB-K1' : 'BRA-K1')
    const chain = chains.get(writer) ?? { seq: 0, previous: '' }
    const sealed = seal({
      v: 1,
      writer,
      seq: chain.seq + 1,
      previous: chain.previous,
      branch: parts.bra,
      acceptedAt: TEST_NOW,
      acceptedBy: parts.thandi,
      ...draft,
      id: draft.id ?? newDocumentId(),
      lines: [...draft.lines],
    })
    chains.set(writer, { seq: chain.seq + 1, previous: sealed.hash })
    return sealed
  }
  const context = { now: TEST_NOW, zoneOf: () => ZONE }
  const post = async (draft: TestDraft, writer?: string): Promise<Outcome> => {
    const [outcome] = await postDocuments(central, [sealNext(draft, writer)], context)
    if (outcome === undefined) throw new Error('no outcome')
    return outcome
  }
  return {
    ...parts,
    folder,
    path,
    central,
    reader,
    context,
    sealNext,
    post,
    place: (kind: LocationKind, branch = parts.bra): LocationId => placeOf(reader, branch, kind),
    placeOfRun: (run: number): LocationId => placeOfRun(reader, run),
    placeTowards: (branch: BranchId, kind: 'branch_out' | 'branch_in', other: BranchId): LocationId =>
      placeTowards(reader, branch, kind, other),
    /** [quantity, value] of an item at a place. */
    stock: (location: LocationId, item: ItemId): [number, number] => stockAt(reader, location, item),
    /** Debit minus credit of an account, by its kind. */
    account: (kind: string, branch = parts.bra): number => balanceOf(reader, kind, branch),
    close() {
      reader.close()
      central.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type Bakery = Awaited<ReturnType<typeof openBakery>>

let furnished: ReturnType<typeof furnishOnce> | undefined

/** The book that each test begins with a copy of: making it anew takes most of a short test's time. */
async function furnishOnce() {
  const folder = newFolder()
  const path = join(folder, 'book.db')
  const central = openCentralFile(path)
  try {
    const parts = await furnish(central)
    await central.script('PRAGMA wal_checkpoint(TRUNCATE)')
    return { parts, book: readFileSync(path) }
  } finally {
    central.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'scanbook-test-'))

function stockAt(reader: Reader, location: LocationId, item: ItemId): [number, number] {
  const row = reader.get(
    'SELECT quantity, value FROM stock_balance WHERE location = ?1 AND item = ?2',
    location,
    item,
  )
  return [Number(row?.[0] ?? 0), Number(row?.[1] ?? 0)]
}

function balanceOf(reader: Reader, kind: string, branch: BranchId): number {
  const row = reader.get(
    `SELECT coalesce(sum(b.debit) - sum(b.credit), 0) FROM account a JOIN account_balance b ON b.account = a.id
     WHERE a.kind = ?1 AND a.branch = ?2`,
    kind,
    branch,
  )
  return Number(row?.[0])
}

async function furnish(central: Central) {
  await createBook(central, { company: 'Test Bakery', currency: 'ZAR', isDemo: false })
  const bra = await createBranch(central, { prefix: 'BRA', name: 'Braam', timeZone: ZONE })
  const brb = await createBranch(central, { prefix: 'BRB', name: 'Brixton', timeZone: ZONE })
  await createWriter(central, 'BRA-K1', bra)
  await createWriter(central, 'BRB-K1', brb)
  for (const office of ['HQ-A1', 'HQ-A2']) await createWriter(central, office, null)
  const thandi = await createPerson(central, {
    login: 'thandi',
    name: 'Thandi M.',
    role: 'operator',
    branch: bra,
    passwordHash: null,
  })
  const { palesa, bongani, zanele } = await addManagers(central, bra, brb)
  const [flour, butter, salt, coke, bread, dough] = await addItems(central)
  const cafe = await createPartner(central, { name: 'Corner Café', isCustomer: true, isSupplier: false })
  const bom = await createBom(central, {
    item: bread,
    output: 100,
    lines: [
      { item: flour, quantity: 50_000 },
      { item: butter, quantity: 1_000 },
      { item: salt, quantity: 900, backflush: true },
    ],
  })
  const day = '2026-11-20'
  const run = await createRun(central, { branch: bra, bom, planned: 100, issueOn: day, dueOn: day })
  const order = await createSalesOrder(central, {
    branch: bra,
    partner: cafe,
    orderedOn: day,
    dueOn: day,
    lines: [
      { item: bread, quantity: 40, price: 1850 },
      { item: coke, quantity: 12, price: 1500 },
    ],
  })
  return {
    bra,
    brb,
    /** An operator of BRA. */
    thandi: thandi as PersonId,
    /** The manager of BRA, that of BRB, and a super admin. */
    palesa,
    bongani,
    zanele,
    flour,
    butter,
    salt,
    coke,
    bread,
    dough,
    cafe,
    bom,
    run,
    order,
  }
}

async function addManagers(central: Central, bra: BranchId, brb: BranchId) {
  const add = (login: string, name: string, role: Role, branch: BranchId | null): Promise<PersonId> =>
    createPerson(central, { login, name, role, branch, passwordHash: null })
  return {
    palesa: await add('palesa', 'Palesa D.', 'manager', bra),
    bongani: await add('bongani', 'Bongani S.', 'manager', brb),
    zanele: await add('zanele', 'Zanele N.', 'super_admin', null),
  }
}

async function addItems(central: Central): Promise<[ItemId, ItemId, ItemId, ItemId, ItemId, ItemId]> {
  const gram = { base: 'g', name: 'kg', factor: 1000 } as const
  const each = { base: 'each', name: 'each', factor: 1 } as const
  const measured = (code: string, name: string, kind: ItemKind): NewItem => ({
    code,
    name,
    kind,
    unit: gram,
    isMeasured: true,
    barcodes: [],
  })
  const ids = await createItems(central, [
    { ...measured('FLOUR', 'Cake flour', 'raw'), barcodes: [{ code: '06001000000018' }] },
    measured('BUTTER', 'Butter', 'raw'),
    measured('SALT', 'Salt', 'raw'),
    {
      code: 'COKE',
      name: 'Coke 330 ml',
      kind: 'external',
      unit: each,
      isMeasured: false,
      barcodes: [{ code: '06001000000025' }],
    },
    { code: 'BREAD', name: 'White bread', kind: 'manufactured', unit: each, isMeasured: false, barcodes: [] },
    measured('DOUGH', 'Dough', 'manufactured'),
  ])
  return ids as [ItemId, ItemId, ItemId, ItemId, ItemId, ItemId]
}
