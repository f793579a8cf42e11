import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseScan } from '../../core/barcodes/parse-scan.ts'
import { writeMaster } from '../../core/database/write-master.ts'
import { LABEL_SIZES, labelsPerPage, type LabelSizeName } from '../../core/labels/label-sizes.ts'
import { readPicture } from '../../core/testing/read-picture.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { routes } from '../paths.ts'
import type { Admin } from '../testing/open-admin.ts'
import { serveAdmin, TIMEOUT_MS, type ServedAdmin } from '../testing/served-admin.ts'

const CONTEXT = { scalePatterns: [], today: '2026-11-20' }
const POINTS_PER_MM = 72 / 25.4
/** A printer has more dots to the millimetre than a screen. */
const SHARPNESS = 4
const LONG =
  'Rye and caraway sourdough loaf with sunflower seeds, WWWWWWWWWWWWWWWW @ 1,000 g, large, sliced thinly'

let served: ServedAdmin
let admin: Admin
let base: string
let page: Page
const complaints: string[] = []
beforeAll(async () => {
  served = await serveAdmin(putOnLabels)
  ;({ admin, base } = served)
  page = await served.openPage('pieter', { deviceScaleFactor: SHARPNESS })
  page.on('console', (message) => complaints.push(message.text()))
}, TIMEOUT_MS)
afterAll(() => served?.close())

/** A code that is as long as they get, and a name that is longer. */
async function putOnLabels({ bakery }: Admin): Promise<void> {
  const { central, flour, bread } = bakery
  await writeMaster(central, [
    {
      sql: uncatalogued('INSERT INTO barcode (code, item, quantity, pack_name) VALUES (?1, ?2, 12500, ?3)'),
      args: ['16001000000015', flour, 'bag of 12.5 kg'],
    },
    { sql: uncatalogued('UPDATE item SET name = ?2 WHERE id = ?1'), args: [bread, LONG] },
  ])
}

async function openSheet(query: string): Promise<void> {
  await page.goto(`${base}${routes.labelSheet}?${query}`)
  await page.evaluate('document.fonts.ready.then(() => true)')
}

/** Width and height of every page of the PDF, in millimetres. */
async function printedPages(): Promise<(readonly [width: number, height: number])[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return Array.from(pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g), ([, width, height]) => [
    Number(width) / POINTS_PER_MM,
    Number(height) / POINTS_PER_MM,
  ])
}

/** Words and bars that reach beyond what their label has room for, as they are painted. */
async function cutText(): Promise<unknown[]> {
  return await page.evaluate(`[...document.querySelectorAll('.label')].flatMap((label) => {
    const edge = label.getBoundingClientRect()
    return [...label.querySelectorAll('text')].flatMap((text) => {
      const box = text.getBoundingClientRect()
      const isIn = box.left >= edge.left && box.right <= edge.right && box.top >= edge.top && box.bottom <= edge.bottom
      return isIn ? [] : [text.textContent]
    })
  })`)
}

test.each(Object.entries(LABEL_SIZES))(
  '%s is printed on as many pages as it takes, each as large as its paper, with nothing cut',
  async (name, size) => {
    const { flour, bread } = admin.bakery
    const perPage = labelsPerPage(size)
    const copies = size.sheet === undefined ? 2 : perPage
    await openSheet(`size=${name}&item=${flour}&copies=${copies}&item=${bread}&copies=1`)
    expect(await cutText()).toEqual([])
    const pages = await printedPages()
    expect(pages).toHaveLength(size.sheet === undefined ? copies + 1 : 2)
    const paper = size.sheet === undefined ? [size.width, size.height] : [210, 297]
    for (const [width, height] of pages) {
      expect(Math.abs(width - (paper[0] ?? 0))).toBeLessThan(0.5)
      expect(Math.abs(height - (paper[1] ?? 0))).toBeLessThan(0.5)
    }
  },
  60_000,
)

const KINDS: readonly (readonly [kind: string, more: string, read: object])[] = [
  ['item', '', { key: '06001000000018', carried: {} }],
  ['pack', '', { key: '16001000000015', carried: {} }],
  ['pack', '&symbol=square', { key: '16001000000015', carried: {} }],
  ['shelf', '', { key: '06001000000018', carried: {} }],
  ['own', '', { kind: 'item_id' }],
  ['own', '&symbol=square', { kind: 'item_id' }],
  [
    'lot',
    '&lot=A_7.b&expires=2026-12-31&quantity=1.25',
    {
      key: '06001000000018',
      carried: { lot: 'A_7.b', expiresOn: '2026-12-31', measure: { unit: 'g', value: 1250 } },
    },
  ],
]

test.each(
  KINDS.flatMap((kind) =>
    (Object.keys(LABEL_SIZES) as LabelSizeName[]).map((size) => [...kind, size] as const),
  ),
)(
  'a %s label%s is read back as %j from %s',
  async (kind, more, read, size) => {
    await page.emulateMedia({ media: 'print' })
    await openSheet(`kind=${kind}&size=${size}&item=${admin.bakery.flour}&copies=1${more}`)
    const { sent } = await readPicture(await page.locator('.label').first().screenshot())
    expect(parseScan(sent, CONTEXT)).toMatchObject(read)
    expect(await cutText()).toEqual([])
    await page.emulateMedia({ media: 'screen' })
  },
  60_000,
)

test('typing finds and counts without a button, and the address keeps it', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(base + routes.labels)
  await page.locator('input[name="text"]').pressSequentially('flour')
  await page.waitForURL(/text=flour/)
  await page.getByRole('button', { name: 'Add Cake flour' }).click()
  await page.getByLabel('Labels of Cake flour').fill('30')
  await page.getByText('30 labels on 2 sheets').waitFor()
  await page.waitForURL(/[?&]copies=30(&|$)/)
  await page.reload()
  await page.getByText('30 labels on 2 sheets').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  expect(complaints).toEqual([])
}, 60_000)
