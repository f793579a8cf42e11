import type { EventName } from '../events.ts'
import { codesOfAuthority } from './authority.ts'
import { when, type Header } from './header.ts'
import { mayMove } from './rules.ts'
import { pair, paperAt, stockAt, type Book, type Move, type Paper, type World } from './state.ts'

/** Every rule the whole document breaks; also keeps what it changes on orders and runs. */
export function headerCodes(world: World, book: Book, header: Header): string[] {
  return [
    ...codesOfPaper(world, book, header),
    ...codesOfAuthority(world, book, header),
    ...codesOfMoves(world, header),
    ...codesOfStock(book, header),
    ...codesOfReversal(book, header),
    ...codesOfOrder(world, book, header),
    ...codesOfRun(world, book, header),
    ...codesOfTransfer(world, book, header),
    ...codesOfReturn(book, header),
  ]
}

function codesOfPaper(world: World, book: Book, header: Header): string[] {
  const { event, settles } = header
  const settled = paperAt(book, settles)
  const original = paperAt(book, header.reverses)
  const mayBeEmpty =
    event === 'run_close' || event === 'void' || (event === 'reversal' && original?.moves === 0)
  return [
    ...when(!world.people.has(header.person), 'E_NO_PERSON'),
    ...when(header.lines.length === 0 && !mayBeEmpty, 'E_EMPTY_DOCUMENT'),
    ...when(header.isAnswering && header.answers === null, 'E_WAITING'),
    ...when(paperAt(book, header.answers)?.state === 'refused', 'E_WAITING'),
    ...when(
      (header.isSettling || event === 'void') &&
        !(settled?.state === 'refused' && settled.branch === header.branch),
      'E_SETTLES',
    ),
    ...when(settles !== null && book.papers.some((paper) => paper.settles === settles), 'E_SETTLED_BEFORE'),
  ]
}

function codesOfMoves(world: World, { event, branch, run, lines }: Header): string[] {
  let intoBuilt = 0
  const crossed = { in: false, out: false }
  const codes = lines.flatMap(({ item, from, to, quantity, amount, mirrors }) => {
    const [f, t] = [world.places.get(from), world.places.get(to)]
    if (f === undefined || t === undefined) return []
    if (t.kind === 'built') [intoBuilt, crossed.in] = [intoBuilt + amount, true]
    if (f.kind === 'built') [intoBuilt, crossed.out] = [intoBuilt - amount, true]
    const kind = item === null ? null : (world.items.get(item) ?? null)
    return [
      ...when(f.branch !== branch || t.branch !== branch, 'E_BRANCH'),
      ...when(
        [f.run, t.run].some((id) => id !== null && id !== run),
        'E_RUN',
      ),
      ...when(
        mirrors === undefined &&
          event !== 'reversal' &&
          !mayMove(event, [f.kind, t.kind], kind, quantity === 0),
        'E_KIND',
      ),
    ]
  })
  const isHalf = intoBuilt !== 0 || crossed.in !== crossed.out || (event === 'build' && !crossed.out)
  return [...codes, ...when(isHalf && (event === 'build' || event === 'reversal'), 'E_BUILT')]
}

/** Value needs a quantity it is the value of, once the whole document is entered. */
function codesOfStock(book: Book, { lines }: Header): string[] {
  const isBare = (place: number, item: number | null): boolean => {
    const { quantity, value } = stockAt(book, place, item)
    return quantity === 0 && value > 0
  }
  return when(
    lines.some(({ item, from, to }) => isBare(from, item) || isBare(to, item)),
    'E_VALUE_WITHOUT_QUANTITY',
  )
}

function codesOfReversal(book: Book, { event, branch, reverses, transfer, lines }: Header): string[] {
  if (event !== 'reversal' && reverses === null) return []
  const original = paperAt(book, reverses)
  const isReversible =
    original?.state === 'posted' &&
    original.event !== 'reversal' &&
    original.event !== 'void' &&
    original.branch === branch
  return [
    ...when(event !== 'reversal' || !isReversible || original.transfer !== transfer, 'E_REVERSES'),
    ...when(
      book.papers.some((paper) => reverses !== null && paper.reverses === reverses),
      'E_REVERSED_BEFORE',
    ),
    ...when(
      original !== undefined && lines.filter((line) => line.mirrors !== undefined).length !== original.moves,
      'E_NOT_MIRROR',
    ),
  ]
}

function codesOfOrder(world: World, book: Book, { event, branch, order, lines }: Header): string[] {
  if (order === null) return []
  const sign = event === 'sale' ? 1 : -1
  for (const { item, quantity, amount } of lines.filter(
    (line) => line.quantity > 0 && (event === 'sale' || event === 'reversal'),
  )) {
    const known = book.logged.get(pair(order, item)) ?? { quantity: 0, cost: 0 }
    book.logged.set(pair(order, item), {
      quantity: known.quantity + sign * quantity,
      cost: known.cost + sign * amount,
    })
  }
  return [
    ...when(world.orders.get(order)?.branch !== branch || book.closedOrders.has(order), 'E_ORDER_CLOSED'),
    ...when(event !== 'sale' && event !== 'reversal', 'E_ORDER'),
  ]
}

const RUN_EVENTS: readonly EventName[] = ['usage', 'usage_return', 'build', 'run_close']

function codesOfRun(world: World, book: Book, header: Header): string[] {
  const { event, branch, run: id, reverses, settles, lines } = header
  if (id === null) return when(RUN_EVENTS.includes(event), 'E_RUN')
  const run = world.runs.get(id)
  const original = paperAt(book, reverses)
  const reopens = original?.event === 'run_close'
  const isOpen = run?.branch === branch && (!book.closedRuns.has(id) || reopens)
  const built = (book.built.get(id) ?? 0) + builtBy(world, header, run?.item, original)
  book.built.set(id, built)
  const isLast = event === 'run_close' || (event === 'build' && built >= (run?.planned ?? 0))
  const isWaitedFor = book.papers.some(
    (paper, index) =>
      book.open.has(index + 1) && paper.run === id && paper.branch === branch && index + 1 !== settles,
  )
  const place = [...world.places].find(([, { run: of }]) => of === id)?.[0]
  const isEmpty = ![...book.stock].some(([key, { quantity }]) => key.startsWith(`${place}:`) && quantity > 0)
  const kindOf = (place: number) => world.places.get(place)?.kind
  if (event === 'run_close') book.closedRuns.add(id)
  if (reopens) book.closedRuns.delete(id)
  return [
    ...when(!isOpen, 'E_RUN_CLOSED'),
    ...when(event !== 'reversal' && !RUN_EVENTS.includes(event), 'E_RUN'),
    ...when(
      event !== 'reversal' && lines.some(({ item, from }) => kindOf(from) === 'built' && item !== run?.item),
      'E_RUN',
    ),
    ...when(isLast && isWaitedFor, 'E_RUN_HAS_REFUSALS'),
    ...when(event === 'run_close' && !isEmpty, 'E_RUN_NOT_EMPTY'),
  ]
}

function builtBy(
  world: World,
  { event, lines }: Header,
  product: number | undefined,
  original?: Paper,
): number {
  const sign = event === 'build' ? 1 : original?.event === 'build' ? -1 : 0
  const kinds = ({ from, to }: Move) => [world.places.get(from)?.kind, world.places.get(to)?.kind]
  return lines
    .filter(
      (line) => line.item === product && kinds(line).includes('built') && kinds(line).includes('retail'),
    )
    .reduce((sum, { quantity }) => sum + sign * quantity, 0)
}

function codesOfTransfer(world: World, book: Book, { event, transfer, lines }: Header): string[] {
  if (event === 'transfer_dispatch') {
    const counterparts = new Set(lines.map(({ to }) => world.places.get(to)?.counterpart ?? null))
    counterparts.delete(null)
    return when(counterparts.size !== 1, 'E_TRANSFER')
  }
  if (!['transfer_receive', 'transfer_settlement', 'transfer_recall'].includes(event)) return []
  const isOther = lines.some(({ answers }) => book.moves[(answers ?? 0) - 1]?.document !== transfer)
  return when(transfer === null || isOther, 'E_TRANSFER')
}

function codesOfReturn(book: Book, { event, answers, lines }: Header): string[] {
  if (event !== 'customer_return') return []
  const isOther = lines.some((line) => book.moves[(line.answers ?? 0) - 1]?.document !== answers)
  return when(answers === null || isOther, 'E_ANSWERS')
}
