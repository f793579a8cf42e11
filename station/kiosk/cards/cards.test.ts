import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../../core/barcodes/commands.ts'
import { ownCode } from '../../../core/barcodes/own-codes.ts'
import { guardPages } from '../../../core/web/security.ts'
import { words } from '../../../core/words/catalogue.ts'
import { CARD_GROUPS } from './card-groups.ts'
import { createCardsRoutes, type TileItem } from './cards-routes.tsx'

const BREAD: TileItem = { id: 12, name: 'Bread <& "rolls">', code: 'BREAD' }

function openCards({
  base = '',
  items = [BREAD],
}: { base?: string; items?: readonly TileItem[] } = {}): Hono {
  const app = new Hono()
  app.use(...guardPages())
  app.route('/', createCardsRoutes({ base, listItems: () => items }))
  return app
}

const read = async (path: string, app = openCards()): Promise<string> => {
  const response = await app.request(path)
  expect(response.status).toBe(200)
  return response.text()
}

test('every command has one card', () => {
  const inGroups = CARD_GROUPS.flatMap(({ cards }) => cards.map(([command]) => command))
  expect(inGroups.toSorted()).toEqual([...COMMANDS].toSorted())
})

test('a card says its word, what it does and its code, and draws it', async () => {
  const page = await read('/cards')
  for (const command of COMMANDS) {
    expect(page).toContain(words.cards.does[command])
    expect(page).toContain(`<figcaption>${ownCode.command(command)}</figcaption>`)
  }
  expect(page.match(/<svg width="[\d.]+mm"/g)).toHaveLength(COMMANDS.length)
})

test('the pages keep the strict policy: no style and no script inside', async () => {
  for (const path of ['/cards', '/cards/items']) {
    expect(await read(path)).not.toMatch(/<script|<style|style=|\son\w+=/)
  }
})

test('items without a barcode get their internal code', async () => {
  const page = await read('/cards/items')
  expect(page).toContain('Bread &lt;&amp; &quot;rolls&quot;&gt;')
  expect(page).toContain(`<figcaption>${ownCode.item(12)}</figcaption>`)
})

test('a station without tiles is told how they come about', async () => {
  expect(await read('/cards/items', openCards({ items: [] }))).toContain(words.cards.items.empty)
})

test('links and files stay at the place of the station', async () => {
  const app = openCards({ base: '/station/BRA-K1' })
  const page = await read('/station/BRA-K1/cards', app)
  const addresses = Array.from(page.matchAll(/href="([^"]+)"/g), ([, address = '']) => address)
  expect(addresses).toContain('/station/BRA-K1/cards/items')
  for (const address of addresses) expect((await app.request(address)).status).toBe(200)
})
