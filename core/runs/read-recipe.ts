import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import { unpostedOn } from '../outbox/laid-over.ts'
import { toPicture, type PictureName } from '../items/pictures.ts'

/** An ingredient of a run's own recipe. Base units throughout. */
export interface RecipeLine {
  readonly item: ItemLabel
  readonly picture: PictureName
  /** What the run needs of it. */
  readonly needed: number
  /** What it has used by the book, with what waits in the outbox laid over it. */
  readonly used: number
  /** Nobody scans it: the build takes it by the recipe. */
  readonly isBackflushed: boolean
}

const RECIPE = `SELECT ${ITEM_LABEL}, i.picture, l.planned,
    l.used + ${unpostedOn('run', 'l.run', 'l.item')},
    l.backflush
  FROM run_ingredient l JOIN item i ON i.id = l.item
  WHERE l.run = ?1 AND l.planned > 0 ORDER BY i.name, i.id`

/**
 * What a run needs and has used, by name; substitutions it used beside its recipe are not ingredients. The reader must
 * have the outbox attached as `outbox`.
 */
export function readRecipe(reader: Reader, run: number): RecipeLine[] {
  return reader.all(RECIPE, run).map((row) => {
    const [picture, needed, used, backflush] = row.slice(ITEM_LABEL_WIDTH)
    return {
      item: toItemLabel(row),
      picture: toPicture(picture),
      needed: Number(needed),
      used: Number(used),
      isBackflushed: backflush === 1,
    }
  })
}
