import { z } from 'zod'
import type { Branch } from '../../../core/branches/read-branches.ts'
import { readRun, readRuns, type Run, type RunHead } from '../../../core/runs/read-runs.ts'
import type { NewRun } from '../../../core/runs/create-run.ts'
import { findItem, readAmount } from '../asked-items.ts'
import { cost } from '../costs.ts'
import { answerDueList, dueQuery, openOrClosed } from '../due-list.ts'
import { decimalAsked, money, quantity } from '../figures.ts'
import { found, invalid, readBack, type FieldProblem } from '../http/errors.ts'
import { keyedRequest, madeOnce } from '../http/keys.ts'
import { problem } from '../http/problems.ts'
import { EVERY_ROLE, MANAGERS, ok, operation, type Call, type Operation } from '../operation.ts'
import * as schemas from '../schemas.ts'
import { branchFor, showItem, viewOf } from '../views.ts'

const { branchPrefix, day, itemAsked, itemLabel, nothing, pageOf, rowParam } = schemas

const summary = z
  .strictObject({
    id: z.int(),
    serial: z.string(),
    branch: z.string(),
    product: itemLabel,
    planned: quantity,
    built: quantity,
    issue_on: day,
    due_on: day,
    state: openOrClosed,
    /** Value of what it has used and not built yet. */
    in_progress: cost(money),
  })
  .meta({ id: 'ProductionRunSummary' })
const ingredient = z
  .strictObject({
    item: itemLabel,
    planned: quantity,
    used: quantity,
    is_backflushed: z.boolean(),
    in_progress: quantity,
    in_progress_value: cost(money),
  })
  .meta({ id: 'RunIngredient' })
const run = summary.extend({ ingredients: z.array(ingredient) }).meta({ id: 'ProductionRun' })

type AnyCall = Call<unknown, unknown, unknown>

const listing = operation(
  {
    id: 'listRuns',
    tag: 'runs',
    method: 'GET',
    path: '/runs',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: ['cursor_unknown'],
  },
  {
    params: nothing,
    query: dueQuery,
    answer: pageOf(summary),
    handle: (call) =>
      answerDueList(call, {
        name: 'runs',
        read: readRuns,
        show: (entry, prefix) => showHead(call, entry, prefix),
      }),
  },
)

const reading = operation(
  {
    id: 'readRun',
    tag: 'runs',
    method: 'GET',
    path: '/runs/{run}',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: z.strictObject({ run: rowParam }),
    query: nothing,
    answer: run,
    handle: async (call) => ok(await readWhole(call, call.params.run)),
  },
)

const creating = operation(
  {
    id: 'createRun',
    tag: 'runs',
    method: 'POST',
    path: '/runs',
    roles: MANAGERS,
    isKeyed: true,
    statuses: [201, 200],
    errors: [],
  },
  {
    params: nothing,
    query: nothing,
    body: z.strictObject({
      branch: branchPrefix.optional(),
      product: itemAsked,
      quantity: decimalAsked.optional(),
      base_quantity: schemas.baseQuantity.optional(),
      issue_on: day.optional(),
      due_on: day,
    }),
    example: { product: 'BREAD-WHITE', quantity: '120', due_on: '2026-12-01' },
    answer: run,
    async handle(call) {
      const { deps, body } = call
      const branch = branchFor(call, body.branch)
      const made = madeOnce(
        await deps.writes.createRun(keyedRequest(call), () => planRun(call, branch, body)),
      )
      const location = `/runs/${made.id}`
      return { status: made.status, body: await readBack(location, () => readWhole(call, made.id)), location }
    },
  },
)

interface AskedRun {
  readonly product: string | number
  readonly quantity?: string | undefined
  readonly base_quantity?: number | undefined
  readonly issue_on?: string | undefined
  readonly due_on: string
}

const RECIPE = 'SELECT id FROM bom WHERE item = ?1'

function planRun({ caller: { reader }, deps, figures }: AnyCall, branch: Branch, asked: AskedRun): NewRun {
  const product = findItem(reader, asked.product)
  if (product === undefined || product.isRetired)
    throw invalid([problem('body.product', product === undefined ? 'unknown' : 'retired')])
  const problems: FieldProblem[] = []
  const recipe = reader.get(RECIPE, product.id)?.[0]
  if (typeof recipe !== 'number') problems.push(problem('body.product', 'no_recipe'))
  const planned = readAmount(figures, asked, product.unit, 'body')
  if (typeof planned === 'object') problems.push(planned)
  const issueOn = asked.issue_on ?? deps.formats.businessDay(deps.clock.now(), branch.timeZone)
  if (asked.due_on < issueOn) problems.push(problem('body.due_on', 'before'))
  if (problems.length > 0 || typeof planned === 'object') throw invalid(problems)
  return { branch: branch.id, bom: Number(recipe), planned, issueOn, dueOn: asked.due_on }
}

function showHead({ figures }: AnyCall, head: RunHead, branch: string): z.infer<typeof summary> {
  return {
    id: head.id,
    serial: head.serial,
    branch,
    product: showItem(head.product),
    planned: figures.quantity(head.planned, head.product.unit),
    built: figures.quantity(head.built, head.product.unit),
    issue_on: head.issueOn,
    due_on: head.dueOn,
    state: head.state,
    in_progress: figures.money(head.inProgress),
  }
}

async function readWhole(call: AnyCall, id: number): Promise<z.infer<typeof run>> {
  const { scope, reader } = call.caller
  const whole = found(await readRun(scope, reader, id))
  return {
    ...showHead(call, whole, viewOf(call).prefixOf(whole.branch)),
    ingredients: whole.ingredients.map((entry) => showIngredient(call, entry)),
  }
}

function showIngredient({ figures }: AnyCall, entry: Run['ingredients'][number]): z.infer<typeof ingredient> {
  return {
    item: showItem(entry.item),
    planned: figures.quantity(entry.planned, entry.item.unit),
    used: figures.quantity(entry.used, entry.item.unit),
    is_backflushed: entry.isBackflushed,
    in_progress: figures.quantity(entry.inProgress?.quantity ?? 0, entry.item.unit),
    in_progress_value: figures.money(entry.inProgress?.value ?? 0),
  }
}

export const runOperations: readonly Operation[] = [listing, reading, creating]
