import type { DocumentLine, Draft } from '../../../core/book/content.ts'
import type { Branch } from '../../../core/branches/read-branches.ts'
import { acceptedNow } from '../../../core/kernel/clock.ts'
import type { BranchId, DocumentId } from '../../../core/kernel/ids.ts'
import { findItems, readAmount } from '../asked-items.ts'
import { invalid, type FieldProblem } from '../http/errors.ts'
import { problem } from '../http/problems.ts'
import type { Call } from '../operation.ts'
import { createPlaceFinder } from './asked-places.ts'
import type { AskedDocument, AskedLine } from './document-body.ts'
import { takeOf } from './line-takes.ts'
import type { PlannedLine, Planning } from './planning.ts'
import { planBuild, planRunClose } from './plan-run-document.ts'

/** What an asked document becomes, before anybody takes it on. */
export interface PlannedDocument {
  readonly draft: Draft
  /** The prefix of its branch. */
  readonly prefix: string
  /** For each line of the draft the line that asked for it, from 0. */
  readonly askedBy: readonly number[]
  /** What is wrong with it now, but was not when it was sent before. */
  readonly sinceThen: readonly FieldProblem[]
}

/**
 * Turns a document in business words into the draft that a station or the admin app would make of the same. Says
 * everything that is wrong with it at once.
 */
export function planDocument(
  call: Call<unknown, unknown, AskedDocument>,
  branch: Branch,
  id: DocumentId,
): PlannedDocument {
  const { body, caller, deps } = call
  const problems = contextProblems(body)
  const salesOrder = findNamed(call, 'sales_order', branch, problems)
  const run = findNamed(call, 'run', branch, problems)
  const counterpart = findCounterpart(call, branch, problems)
  const { event } = body
  const places = createPlaceFinder({ reader: caller.reader, branch, event, run, counterpart })
  const itemOf = findItems(
    caller.reader,
    body.lines.map(({ item }) => item),
  )
  const planning: Planning = { call, branch, run, places, itemOf, problems, sinceThen: [] }
  // Every further problem would only follow from these.
  const planned = problems.length > 0 ? [] : planLines(planning)
  if (problems.length > 0) throw invalid(problems)
  const { answers, reason, paper } = body
  const draft: Draft = {
    id,
    event,
    branch: branch.id,
    ...acceptedNow(deps.clock),
    acceptedBy: caller.bearer.id,
    ...(salesOrder === undefined ? {} : { salesOrder }),
    ...(run === undefined ? {} : { run }),
    ...(answers === undefined ? {} : { answers }),
    ...(reason === undefined ? {} : { reason }),
    ...(paper === undefined ? {} : { paper }),
    lines: planned.map(({ line }) => line),
  }
  return {
    draft,
    prefix: branch.prefix,
    askedBy: planned.map(({ askedBy }) => askedBy),
    sinceThen: planning.sinceThen,
  }
}

function planLines(planning: Planning): PlannedLine[] {
  const { event, lines } = planning.call.body
  if (event === 'build') return planBuild(planning)
  if (event === 'run_close') return planRunClose(planning)
  if (lines.length === 0) planning.problems.push(problem('body.lines', 'required'))
  return lines.flatMap((asked, index) => planLine(planning, asked, index))
}

function planLine(planning: Planning, asked: AskedLine, index: number): PlannedLine[] {
  const { call, places, problems } = planning
  const { event, answers } = call.body
  const path = `body.lines.${index}`
  const item = askedItem(planning, asked, path)
  if (item === 'unknown') return []
  const ends = places.endsOf(asked, item, path)
  if ('code' in ends) {
    problems.push(ends)
    return []
  }
  const parts = { reader: call.caller.reader, figures: call.figures, places }
  const take = takeOf(parts, { event, asked, item, ends, path, answers })
  const quantity =
    item === undefined ? noQuantity(asked, path) : readAmount(call.figures, asked, item.unit, path)
  for (const read of [take, quantity]) if (typeof read === 'object' && 'code' in read) problems.push(read)
  if ('code' in take || typeof quantity === 'object') return []
  const { lot, expires_on: expiresOn } = asked
  const line: DocumentLine = {
    item: item?.id ?? null,
    from: ends.from.id,
    to: ends.to.id,
    quantity,
    take,
    ...(lot === undefined ? {} : { lot }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }
  const needsShortfall = event === 'usage' && planning.branch.issuesShortfall && item?.kind !== 'manufactured'
  return [...(needsShortfall ? [shortfallOf(planning, line)] : []), line].map((each) => ({
    line: each,
    askedBy: index,
  }))
}

/** Only what the pool lacks comes from the stockroom, in the same document: as at a station. */
function shortfallOf({ places }: Planning, { item, from, quantity }: DocumentLine): DocumentLine {
  return { item, from: places.of('stockroom') ?? 0, to: from, quantity, take: { by: 'shortfall' } }
}

function askedItem({ itemOf, problems, sinceThen }: Planning, { item }: AskedLine, path: string) {
  if (item === undefined) return undefined
  const found = itemOf(item)
  if (found === undefined) problems.push(problem(`${path}.item`, 'unknown'))
  if (found?.isRetired === true) sinceThen.push(problem(`${path}.item`, 'retired'))
  return found ?? 'unknown'
}

/** A line without an item is value alone: tax. */
function noQuantity({ quantity, base_quantity: base }: AskedLine, path: string): number | FieldProblem {
  return quantity === undefined && base === undefined ? 0 : problem(`${path}.quantity`, 'not_allowed')
}

type Context = 'sales_order' | 'run' | 'answers' | 'counterpart' | 'reason'

const TRANSFER = ['counterpart', 'answers'] as const
/** What each event needs beside its lines, and what it may say. */
const NEEDS: Readonly<Partial<Record<AskedDocument['event'], readonly Context[]>>> = {
  usage: ['run'],
  usage_return: ['run'],
  build: ['run'],
  run_close: ['run', 'reason'],
  customer_return: ['answers'],
  write_off: ['reason'],
  adjustment: ['reason'],
  transfer_dispatch: ['counterpart'],
  transfer_receive: TRANSFER,
  transfer_settlement: [...TRANSFER, 'reason'],
  transfer_recall: TRANSFER,
}
const MAY_SAY: Readonly<Partial<Record<AskedDocument['event'], readonly Context[]>>> = {
  sale: ['sales_order'],
  price_confirmation: ['answers'],
  supplier_return: ['answers'],
}

function contextProblems(body: AskedDocument): FieldProblem[] {
  const needs = NEEDS[body.event] ?? []
  const may = [...needs, ...(MAY_SAY[body.event] ?? []), 'reason']
  const missing = needs.filter((name) => body[name] === undefined)
  const tooMuch = (['sales_order', 'run', 'answers', 'counterpart'] as const).filter(
    (name) => body[name] !== undefined && !may.includes(name),
  )
  return [
    ...missing.map((name) => problem(`body.${name}`, 'required')),
    ...tooMuch.map((name) => problem(`body.${name}`, 'not_allowed')),
  ]
}

const BY_NAME = {
  sales_order: 'SELECT id FROM sales_order WHERE number = ?1 AND branch = ?2',
  run: 'SELECT id FROM production_run WHERE serial = ?1 AND branch = ?2',
} as const

function findNamed(
  { body, caller }: Call<unknown, unknown, AskedDocument>,
  name: keyof typeof BY_NAME,
  branch: Branch,
  problems: FieldProblem[],
): number | undefined {
  const said = body[name]
  if (said === undefined) return undefined
  const id = caller.reader.get(BY_NAME[name], said, branch.id)?.[0]
  if (typeof id === 'number') return id
  problems.push(problem(`body.${name}`, 'unknown'))
  return undefined
}

/** Another branch is known by its prefix to everybody: as the other end of a transfer. */
function findCounterpart(
  { body, caller }: Call<unknown, unknown, AskedDocument>,
  branch: Branch,
  problems: FieldProblem[],
): BranchId | undefined {
  if (body.counterpart === undefined) return undefined
  const id = caller.reader.get('SELECT id FROM branch WHERE prefix = ?1', body.counterpart)?.[0]
  if (typeof id === 'number' && id !== branch.id) return id as BranchId
  problems.push(problem('body.counterpart', id === undefined ? 'unknown' : 'same_branch'))
  return undefined
}
