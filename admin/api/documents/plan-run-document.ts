import type { DocumentLine } from '../../../core/book/content.ts'
import { ITEM_LABEL, toItemLabel, type ItemLabel } from '../../../core/items/item-label.ts'
import { readAmount } from '../asked-items.ts'
import { problem } from '../http/problems.ts'
import type { PlannedLine, Planning } from './planning.ts'

const PRODUCT = `SELECT ${ITEM_LABEL} FROM production_run r CROSS JOIN item i ON i.id = r.item WHERE r.id = ?1`
const BACKFLUSHED = `SELECT ${ITEM_LABEL} FROM run_ingredient l CROSS JOIN item i ON i.id = l.item
  WHERE l.run = ?1 AND l.backflush = 1 ORDER BY i.id`

/** A build says one thing: how much was built. What goes into it is what the run used, and what its recipe backflushes. */
export function planBuild(planning: Planning): PlannedLine[] {
  const { call, run, problems } = planning
  const { reader } = call.caller
  const [asked, another] = call.body.lines
  if (asked === undefined || another !== undefined || run === undefined) {
    problems.push(problem('body.lines', asked === undefined ? 'required' : 'not_allowed'))
    return []
  }
  const path = 'body.lines.0'
  const product = toItemLabel(reader.get(PRODUCT, run) ?? [])
  const named = asked.item === undefined ? product : planning.itemOf(asked.item)
  if (named?.id !== product.id) problems.push(problem(`${path}.item`, 'unknown'))
  for (const field of ['from', 'to', 'amount', 'move', 'lot', 'expires_on'] as const)
    if (asked[field] !== undefined) problems.push(problem(`${path}.${field}`, 'not_allowed'))
  const built = readAmount(call.figures, asked, product.unit, path)
  if (typeof built === 'object') {
    problems.push(built)
    return []
  }
  const backflushed = reader.all(BACKFLUSHED, run).map(toItemLabel)
  return buildLines(planning, { product, built, backflushed }).map((line) => ({ line, askedBy: 0 }))
}

function buildLines(
  { places, branch }: Planning,
  { product, built, backflushed }: { product: ItemLabel; built: number; backflushed: readonly ItemLabel[] },
): DocumentLine[] {
  const at = (kind: Parameters<typeof places.of>[0]): number => places.of(kind) ?? 0
  return [
    ...backflushed.map(({ id, kind }): DocumentLine => ({
      item: id,
      from: at('manufacturing'),
      to: at('run'),
      quantity: built,
      // A sub-assembly never lies in the stockroom.
      take: {
        by: 'backflush',
        stockroom: branch.issuesShortfall && kind !== 'manufactured' ? at('stockroom') : null,
      },
    })),
    { item: null, from: at('run'), to: at('built'), quantity: built, take: { by: 'ingredients' } },
    { item: product.id, from: at('built'), to: at('retail'), quantity: built, take: { by: 'made' } },
  ]
}

/** The close of a run writes off all that is left on it. */
export function planRunClose({ call, places, problems }: Planning): PlannedLine[] {
  if (call.body.lines.length > 0) {
    problems.push(problem('body.lines', 'not_allowed'))
    return []
  }
  const line: DocumentLine = {
    item: null,
    from: places.of('run') ?? 0,
    to: places.of('write_off') ?? 0,
    quantity: 0,
    take: { by: 'rest' },
  }
  return [{ line, askedBy: 0 }]
}
