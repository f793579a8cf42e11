import { setImmediate as nextTurn } from 'node:timers/promises'
import { Hono } from 'hono'
import { ownCode } from '../../../core/barcodes/own-codes.ts'
import { projectFile } from '../../../core/kernel/project-root.ts'
import { createAssets, SHARED_FONTS, TOKENS_SHEET } from '../../../core/web/assets.ts'
import { drawBarcode, type DrawnBarcode } from '../../../core/web/barcode-drawing.ts'
import { words } from '../../../core/words/catalogue.ts'
import { markup } from '../markup.ts'
import { CARD_GROUPS } from './card-groups.ts'
import { readIconStrokes } from './card-icons.ts'
import { cardPaths } from './card-paths.ts'
import { Sheet } from './cards-sheet.tsx'
import { CommandCards, type CommandCard, type DrawnGroup } from './command-cards.tsx'
import { ItemLabels, type ItemLabel } from './item-labels.tsx'

/** An item that is shown as a tile, for want of a barcode. */
export interface TileItem {
  readonly id: number
  readonly name: string
  readonly code: string
}

export interface CardsParts {
  /** In front of /cards: the place of a station, or empty. */
  readonly base: string
  /** The items whose internal codes are printed, in the order of their tiles. */
  readonly listItems: () => readonly TileItem[]
}

/**
 * The printed barcodes: every command card at `/cards`, the items of the tiles at `/cards/items`. They hold nothing of
 * the book but the items' names. To be mounted behind `guardPages`.
 */
export function createCardsRoutes({ base, listItems }: CardsParts): Hono {
  const paths = cardPaths(base)
  const assets = createAssets(paths.assets, [
    ...SHARED_FONTS,
    {
      name: 'cards.css',
      type: 'text/css; charset=utf-8',
      parts: [TOKENS_SHEET, projectFile('station', 'kiosk', 'cards', 'cards.css')],
    },
    {
      name: 'kiosk.svg',
      type: 'image/svg+xml',
      parts: [projectFile('station', 'kiosk', 'look', 'kiosk.svg')],
    },
  ])
  const shared = { paths, style: assets.asset('cards.css'), icon: assets.asset('kiosk.svg') }
  const strokes = new Map(
    CARD_GROUPS.flatMap(({ cards }) => cards.map(([, icon]) => [icon, readIconStrokes(icon)] as const)),
  )
  const draw = createDrawer()
  const app = new Hono()
  app.route('/', assets.routes)

  app.get(paths.commands, async (c) => {
    const groups: DrawnGroup[] = []
    for (const { name, cards } of CARD_GROUPS) {
      const drawn: CommandCard[] = []
      for (const [command, icon] of cards)
        drawn.push({
          command,
          strokes: strokes.get(icon) ?? '',
          drawn: await draw(ownCode.command(command)),
        })
      groups.push({ name, cards: drawn })
    }
    const { title, intro, print } = words.cards
    const sheet = (
      <Sheet {...shared} title={title} intro={intro} hint={print} current="commands">
        <CommandCards groups={groups} />
      </Sheet>
    )
    return c.html(`<!doctype html>${markup(sheet)}`)
  })

  app.get(paths.items, async (c) => {
    const labels: ItemLabel[] = []
    for (const { id, name, code } of listItems())
      labels.push({ name, code, drawn: await draw(ownCode.item(id)) })
    c.header('cache-control', 'no-store')
    const { title, intro, print } = words.cards.items
    const sheet = (
      <Sheet {...shared} title={title} intro={intro} hint={print} current="items">
        <ItemLabels labels={labels} />
      </Sheet>
    )
    return c.html(`<!doctype html>${markup(sheet)}`)
  })
  return app
}

/** Draws each text once, and lets scans through between two drawings. */
function createDrawer(): (text: string) => Promise<DrawnBarcode> {
  const drawings = new Map<string, DrawnBarcode>()
  return async (text) => {
    const known = drawings.get(text)
    if (known !== undefined) return known
    await nextTurn()
    const drawn = await drawBarcode(text, { kind: 'code128' })
    drawings.set(text, drawn)
    return drawn
  }
}
