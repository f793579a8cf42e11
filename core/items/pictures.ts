import { catalogued } from '../database/catalogue.ts'
import type { Central, SqlValue } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { ItemId } from '../kernel/ids.ts'

/** The pictures that a tile can carry: lucide's names (ISC), so that `lucide-static/icons/<name>.svg` is the drawing. */
export const PICTURES = [
  'croissant',
  'wheat',
  'cookie',
  'cake',
  'cake-slice',
  'donut',
  'sandwich',
  'pizza',
  'soup',
  'salad',
  'egg',
  'milk',
  'droplet',
  'glass-water',
  'coffee',
  'cup-soda',
  'bottle-wine',
  'apple',
  'cherry',
  'citrus',
  'banana',
  'grape',
  'carrot',
  'nut',
  'leaf',
  'candy',
  'lollipop',
  'ice-cream-cone',
  'popcorn',
  'beef',
  'ham',
  'fish',
  'cooking-pot',
  'flame',
  'box',
  'package',
  'shopping-bag',
] as const
export type PictureName = (typeof PICTURES)[number]

/** What an item without a picture of its own is drawn as. */
export const PLAIN_PICTURE: PictureName = 'package'

/** A stored picture's name; the plain one for none, or for one that is drawn no more. */
export function toPicture(stored: SqlValue | undefined): PictureName {
  return PICTURES.find((name) => name === stored) ?? PLAIN_PICTURE
}

const SET_PICTURE = catalogued('item.picture-set', 'UPDATE item SET picture = ?2 WHERE id = ?1', {
  by: 'offices',
})

/** Gives items their pictures. */
export async function setPictures(
  central: Central,
  pictures: readonly { readonly item: ItemId; readonly picture: PictureName }[],
): Promise<void> {
  await writeMaster(
    central,
    pictures.map(({ item, picture }) => ({
      sql: SET_PICTURE,
      args: [item, picture],
    })),
  )
}
