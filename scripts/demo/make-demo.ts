import { createBom } from '../../core/boms/create-bom.ts'
import { createBranch, createWriter } from '../../core/branches/create-branch.ts'
import type { Central } from '../../core/database/central.ts'
import type { Reader } from '../../core/database/reader.ts'
import { createItems } from '../../core/items/create-item.ts'
import type { BranchId, ItemId, PersonId } from '../../core/kernel/ids.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { createPerson } from '../../core/people/create-person.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import { createChance } from './chance.ts'
import { DEMO_ZONE, openDesk, type Desk } from './desk.ts'
import { noteItemNumbers } from './item-numbers.ts'
import { DEMO_ITEMS, demoNewItems } from './items.ts'
import { setUpKiosks } from './kiosk-setup.ts'
import { addPartners } from './partners.ts'
import { DEMO_PEOPLE } from './people.ts'
import { DEMO_RECIPES } from './recipes.ts'
import { leaveRemarks } from './remarks.ts'
import { leaveWorkOpen } from './today.ts'
import { addDemoTokens } from './tokens.ts'
import { openTheBooks, workADay, type Company } from './two-weeks.ts'

/** Writers of the demo: a kiosk in each branch, and the office that captures papers for both. */
export const DEMO_WRITERS = { bra: 'BRA-K1', brb: 'BRB-K1', office: 'HQ-A1' } as const

const DAYS = 14

export interface DemoParts {
  readonly central: Central
  readonly outbox: Outbox
  /** A reader of the same book; the tables must be there already. */
  readonly reader: Reader
  /** The secret beside the book that PINs are checked with. */
  readonly pepper: string
  /** Milliseconds, UTC: the demo's documents lie in the two weeks before. */
  readonly now: number
  /** Told after each day, from 0 to 1. */
  readonly onProgress: (part: number) => void
}

/** Fills an empty book with the demo bakery: master data, and two weeks of documents posted by the real function. */
export async function makeDemo(parts: DemoParts): Promise<void> {
  const company = await furnish(parts)
  await openTheBooks(company)
  for (let ago = DAYS; ago >= 1; ago--) {
    await workADay(company, ago)
    parts.onProgress((DAYS + 1 - ago) / (DAYS + 1))
  }
  await leaveWorkOpen(company)
  await leaveRemarks(parts.central, parts.reader, parts.now)
  parts.onProgress(1)
}

async function furnish({ central, outbox, reader, pepper, now }: DemoParts): Promise<Company> {
  const bra = await createBranch(central, { prefix: 'BRA', name: 'Braam', timeZone: DEMO_ZONE })
  const brb = await createBranch(central, { prefix: 'BRB', name: 'Brixton', timeZone: DEMO_ZONE })
  await createWriter(central, DEMO_WRITERS.bra, bra)
  await createWriter(central, DEMO_WRITERS.brb, brb)
  await createWriter(central, DEMO_WRITERS.office, null)
  const branches = new Map([
    ['BRA', bra],
    ['BRB', brb],
  ])
  const people = await addPeople(central, branches)
  await addDemoTokens(central, { secret: pepper, branches, now })
  const ids = await createItems(central, demoNewItems())
  const items = new Map(DEMO_ITEMS.map(({ code }, index) => [code, ids[index] as ItemId]))
  const stations = [DEMO_WRITERS.bra, DEMO_WRITERS.brb]
  await setUpKiosks(central, { pepper, now, people, items, stations })
  const boms = await addRecipes(central, items)
  const customers = await addPartners(central, bra)
  await noteItemNumbers(central, { branches: [bra, brb], items, now })
  const desk = (branch: BranchId, writer: string, login: string): Desk =>
    openDesk({ central, outbox, reader, branch, writer, person: people.get(login) as PersonId, items })
  const chance = createChance(20_250_930)
  const braKiosk = { central, branch: bra, desk: desk(bra, DEMO_WRITERS.bra, 'thandi') }
  return {
    bakehouse: { central, branch: bra, desk: desk(bra, DEMO_WRITERS.bra, 'sipho'), boms, chance },
    braDesk: { central, branch: bra, desk: desk(bra, DEMO_WRITERS.office, 'pieter') },
    brbDesk: { central, branch: brb, desk: desk(brb, DEMO_WRITERS.office, 'ayesha') },
    braKiosk,
    brbKiosk: { central, branch: brb, desk: desk(brb, DEMO_WRITERS.brb, 'lerato') },
    customers,
    chance,
    now,
  }
}

async function addPeople(
  central: Central,
  branches: ReadonlyMap<string, BranchId>,
): Promise<Map<string, PersonId>> {
  const ids = new Map<string, PersonId>()
  for (const { login, name, role, branch, password } of DEMO_PEOPLE) {
    const passwordHash = password === null ? null : await encodePassword(password)
    const place = branch === null ? null : (branches.get(branch) ?? null)
    ids.set(login, await createPerson(central, { login, name, role, branch: place, passwordHash }))
  }
  return ids
}

async function addRecipes(
  central: Central,
  items: ReadonlyMap<string, ItemId>,
): Promise<Map<string, number>> {
  const boms = new Map<string, number>()
  for (const { makes, output, of } of DEMO_RECIPES) {
    const lines = Object.entries(of).map(([code, quantity]) => ({
      item: items.get(code.replace('*', '')) as ItemId,
      quantity,
      backflush: code.endsWith('*'),
    }))
    boms.set(makes, await createBom(central, { item: items.get(makes) as ItemId, output, lines }))
  }
  return boms
}
