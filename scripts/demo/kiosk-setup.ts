import type { Central } from '../../core/database/central.ts'
import { writeCompany } from '../../core/company/company-writes.ts'
import { writeMaster } from '../../core/database/write-master.ts'
import { setPictures, type PictureName } from '../../core/items/pictures.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import type { ItemId, PersonId } from '../../core/kernel/ids.ts'
import { hashBadge } from '../../core/people/badges.ts'
import { setPin } from '../../core/people/pins.ts'
import { setTiles } from '../../core/stations/read-tiles.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { demoBadgeCode, DEMO_PEOPLE } from './people.ts'

/** Labels of the shop's scale: by weight in grams, and by price in cents. */
const SCALE_PATTERNS = ['21IIIIIWWWWWC', '22IIIIIPPPPPC'] as const

/** What a station shows as tiles; the first two have no barcode at all. */
const TILES = ['MUFFIN-BRAN', 'CHELSEA-BUN', 'CROISSANT', 'PAIN-CHOC', 'KOEKSISTER', 'MILK-TART'] as const

const PICTURES: Readonly<Record<string, PictureName>> = {
  'MUFFIN-BRAN': 'cookie',
  'CHELSEA-BUN': 'donut',
  CROISSANT: 'croissant',
  'PAIN-CHOC': 'sandwich',
  KOEKSISTER: 'candy',
  'MILK-TART': 'cake-slice',
  'CAKE-CHOC': 'cake',
  'COKE-330': 'cup-soda',
  EGGS: 'egg',
  MILK: 'milk',
  'FLOUR-BREAD': 'wheat',
}

/** PINs, badges, scale labels, tiles and pictures of the demo. `pepper` is the secret beside its book. */
export async function setUpKiosks(
  central: Central,
  {
    pepper,
    now,
    people,
    items,
    stations,
  }: {
    readonly pepper: string
    readonly now: number
    readonly people: ReadonlyMap<string, PersonId>
    readonly items: ReadonlyMap<string, ItemId>
    readonly stations: readonly string[]
  },
): Promise<void> {
  for (const { login, pin } of DEMO_PEOPLE) {
    const problem = await setPin(central, { person: idOf(people, login), pin, pepper })
    invariant(problem === undefined, `the PIN of ${login} is weak`)
  }
  // Their codes are known, so that the badges can be printed: no badge of a company is.
  await writeMaster(
    central,
    DEMO_PEOPLE.map(({ login }) => ({
      sql: uncatalogued('INSERT INTO badge (code_hash, person, issued_at) VALUES (?1, ?2, ?3)'),
      args: [hashBadge(demoBadgeCode(login)), idOf(people, login), now],
    })),
  )
  await writeCompany(central).setScalePatterns(SCALE_PATTERNS)
  await setPictures(
    central,
    Object.entries(PICTURES).map(([code, picture]) => ({ item: idOf(items, code), picture })),
  )
  for (const station of stations)
    await setTiles(
      central,
      station,
      TILES.map((code) => idOf(items, code)),
    )
}

function idOf<Id>(ids: ReadonlyMap<string, Id>, name: string): Id {
  const id = ids.get(name)
  invariant(id !== undefined, `the demo has no ${name}`)
  return id
}
