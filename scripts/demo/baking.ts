import type { DocumentLine } from '../../core/book/content.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import { createRun } from '../../core/runs/create-run.ts'
import type { Central } from '../../core/database/central.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import type { Chance } from './chance.ts'
import type { Desk } from './desk.ts'
import { DEMO_RECIPES, type DemoRecipe } from './recipes.ts'

export interface Bakehouse {
  readonly central: Central
  readonly branch: BranchId
  readonly desk: Desk
  /** Bill of materials by the product's code. */
  readonly boms: ReadonlyMap<string, number>
  readonly chance: Chance
}

export function recipeOf(code: string): DemoRecipe {
  const recipe = DEMO_RECIPES.find(({ makes }) => makes === code)
  if (recipe === undefined) throw new Error(`the demo has no recipe of ${code}`)
  return recipe
}

/** Opens a run of `pieces` of a product for a day (YYYY-MM-DD). Returns its id. */
export async function planRun(
  { central, branch, boms }: Bakehouse,
  code: string,
  pieces: number,
  day: string,
): Promise<number> {
  return await createRun(central, {
    branch,
    bom: boms.get(code) ?? 0,
    planned: pieces,
    issueOn: day,
    dueOn: day,
  })
}

/** Logs what a run of `pieces` uses by its recipe, a little more or less, as the scanner would. */
export async function logUsage(
  { desk, chance }: Bakehouse,
  { run, code, pieces, at }: { run: number; code: string; pieces: number; at: number },
): Promise<Outcome> {
  const { of, output } = recipeOf(code)
  const scanned = Object.entries(of).filter(([ingredient]) => !ingredient.endsWith('*'))
  const lines = scanned.flatMap(([ingredient, quantity]): DocumentLine[] => {
    const used = Math.max(1, Math.round((quantity * pieces * chance.between(98, 103)) / (output * 100)))
    const item = desk.item(ingredient)
    const pool = desk.place('manufacturing')
    return [
      { item, from: desk.place('stockroom'), to: pool, quantity: used, take: { by: 'shortfall' } },
      { item, from: pool, to: desk.placeOfRun(run), quantity: used, take: { by: 'cost' } },
    ]
  })
  return await desk.post(at, { event: 'usage', run, lines })
}

/** Completes a build of `pieces`: backflushed ingredients, then all the run used, then the product. */
export async function completeBuild(
  { desk }: Bakehouse,
  { run, code, pieces, at }: { run: number; code: string; pieces: number; at: number },
): Promise<Outcome> {
  const place = desk.placeOfRun(run)
  const backflushed = Object.keys(recipeOf(code).of).filter((ingredient) => ingredient.endsWith('*'))
  return await desk.post(at, {
    event: 'build',
    run,
    lines: [
      ...backflushed.map((ingredient): DocumentLine => ({
        item: desk.item(ingredient.slice(0, -1)),
        from: desk.place('manufacturing'),
        to: place,
        quantity: pieces,
        take: { by: 'backflush', stockroom: desk.place('stockroom') },
      })),
      { item: null, from: place, to: desk.place('built'), quantity: pieces, take: { by: 'ingredients' } },
      {
        item: desk.item(code),
        from: desk.place('built'),
        to: desk.place('retail'),
        quantity: pieces,
        take: { by: 'made' },
      },
    ],
  })
}

/** Closes a finished run: what is left of it is written off. */
export async function closeRun({ desk }: Bakehouse, run: number, at: number): Promise<Outcome> {
  return await desk.post(at, {
    event: 'run_close',
    run,
    reason: 'run finished',
    lines: [
      {
        item: null,
        from: desk.placeOfRun(run),
        to: desk.place('write_off'),
        quantity: 0,
        take: { by: 'rest' },
      },
    ],
  })
}
