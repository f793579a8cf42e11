import type { DocumentLine, Take } from '../book/content.ts'
import type { EventName } from '../book/events.ts'
import type { Book, World } from '../book/model/state.ts'
import type { BranchId } from '../kernel/ids.ts'
import { TEST_NOW, type TestDraft } from './bakery.ts'
import type { Intent } from './random-intents.ts'
import { RandomSetting } from './random-setting.ts'

/** Turns an intent into a document, given what is on the books; some cannot be said and are left out. */
export function draftOf(world: World, book: Book, intent: Intent): TestDraft | undefined {
  const branches = [...new Set([...world.places.values()].map(({ branch }) => branch))]
  const scene = new Scene(world, book, intent, branches[intent.branch] ?? 0)
  const draft = scene.draft()
  return (
    draft && {
      branch: scene.branch as BranchId,
      acceptedAt: TEST_NOW - intent.hoursAgo * 3_600_000,
      ...(intent.isClockDoubtful ? { clockDoubtful: true } : {}),
      acceptedBy: personAt(world, intent.who),
      ...approvalOf(world, intent),
      ...draft,
    }
  )
}

/** Somebody nobody knows, beyond the last. */
const personAt = (world: World, index: number): number => [...world.people.keys()][index] ?? 999

function approvalOf(world: World, { approval }: Intent): Pick<TestDraft, 'approval'> {
  if (approval === null) return {}
  if (approval === 'asked') return { approval: { state: 'asked', for: ['over_available'] } }
  return { approval: { state: 'given', for: ['over_planned'], by: personAt(world, approval) } }
}

class Scene extends RandomSetting {
  draft(): TestDraft | undefined {
    const { scene, amount, quantity, twist } = this.is
    const stock = this.home()
    const supplier = this.at('supplier')
    switch (scene) {
      case 'opening':
        return this.one('opening', this.at('opening'), stock, quantity, { by: 'stated', amount })
      case 'purchase':
        return {
          event: 'purchase_invoice',
          lines: [
            this.line(supplier, stock, quantity, { by: 'stated', amount }),
            ...(twist < 20 ? [this.taxLine()] : []),
          ],
        }
      case 'supplier_return': {
        const take = { by: 'credit_note', amount, gain: this.at('gain'), loss: this.at('loss') } as const
        return this.one('supplier_return', stock, supplier, this.measured(stock), take)
      }
      case 'dearer':
        return this.one('price_confirmation', supplier, stock, quantity, {
          by: scene,
          amount,
          loss: this.at('loss'),
        })
      case 'cheaper':
        return this.one('price_confirmation', stock, supplier, quantity, {
          by: scene,
          amount,
          gain: this.at('gain'),
        })
      case 'restock':
        return this.atCost('restock', this.at('stockroom'), this.at('retail'))
      case 'issue':
        return this.atCost('issue', stock, this.at('manufacturing'))
      case 'issue_return':
        return this.atCost('issue_return', this.at('manufacturing'), stock)
      case 'write_off':
        return { ...this.atCost('write_off', stock, this.at('write_off')), reason: 'stale' }
      case 'loss':
        return this.atCost('adjustment', stock, this.at('loss'))
      case 'gain':
        return this.one(
          'adjustment',
          this.at('gain'),
          stock,
          quantity,
          twist < 80 ? { by: 'gain' } : { by: 'stated', amount },
        )
      case 'usage':
      case 'usage_return':
      case 'build':
      case 'run_close':
        return this.onRun(scene)
      case 'sale':
        return this.sale(stock)
      case 'dispatch':
        return this.dispatch(stock)
      case 'customer_return':
      case 'receive':
      case 'settlement':
      case 'recall':
        return this.drawing(scene)
      default:
        return this.aboutAnother(scene)
    }
  }

  private onRun(scene: 'usage' | 'usage_return' | 'build' | 'run_close'): TestDraft {
    const { pick, quantity, twist } = this.is
    const runs = [...this.world.runs].filter(([, run]) => run.branch === this.branch)
    const [id, run] = runs[pick % runs.length] ?? [0, undefined]
    const place = [...this.world.places].find(([, { run: of }]) => of === id)?.[0] ?? 0
    const pool = this.at('manufacturing')
    const stockroom = this.at('stockroom')
    if (scene === 'run_close') {
      const left = [...this.book.stock].some(
        ([key, stock]) => key.startsWith(`${place}:`) && stock.quantity > 0,
      )
      const rest = this.line(place, this.at('write_off'), 0, { by: 'rest' }, null)
      return { event: 'run_close', run: id, reason: 'done', lines: left && twist < 80 ? [rest] : [] }
    }
    if (scene === 'usage_return')
      return { event: scene, run: id, lines: [this.line(place, pool, this.measured(place), { by: 'cost' })] }
    if (scene === 'usage') {
      const some = this.measured(stockroom)
      const shortfall = this.line(stockroom, pool, some, { by: 'shortfall' })
      const use = this.line(pool, place, some, { by: 'cost' })
      return { event: 'usage', run: id, lines: twist < 70 ? [shortfall, use] : [use] }
    }
    const remaining = (run?.planned ?? 0) - (this.book.built.get(id) ?? 0)
    const made = Math.max(1, twist < 30 ? remaining : twist < 60 ? Math.ceil(remaining / 2) : quantity)
    const backflushed = [...(run?.recipe.keys() ?? [])].slice(-1)
    const take = { by: 'backflush', stockroom: twist % 5 === 0 ? null : stockroom } as const
    return {
      event: 'build',
      run: id,
      lines: [
        ...(twist % 3 === 0 ? backflushed.map((item) => this.line(pool, place, made, take, item)) : []),
        this.line(place, this.at('built'), made, { by: 'ingredients' }, null),
        this.line(this.at('built'), this.at('retail'), made, { by: 'made' }, run?.item ?? null),
      ],
    }
  }

  private sale(stock: number): TestDraft {
    const order = [...this.world.orders].find(([, { branch }]) => branch === this.branch)?.[0]
    const from = this.is.twist < 90 ? this.at('retail') : stock
    const line = this.line(from, this.at('customer'), this.measured(from), { by: 'cost' })
    const lines = this.is.twist % 4 === 0 ? [line, { ...line, quantity: 1 }] : [line]
    return {
      event: 'sale',
      lines,
      ...(this.is.twist % 2 === 0 && order !== undefined ? { salesOrder: order } : {}),
    }
  }

  private dispatch(stock: number): TestDraft {
    const line = this.line(stock, this.at('branch_out'), this.measured(stock), { by: 'cost' })
    return {
      event: 'transfer_dispatch',
      lines: this.is.twist % 4 === 0 ? [line, { ...line, quantity: 1 }] : [line],
    }
  }

  private drawing(scene: 'customer_return' | 'receive' | 'settlement' | 'recall'): TestDraft | undefined {
    const { twist } = this.is
    const event = scene === 'customer_return' ? 'sale' : 'transfer_dispatch'
    const original = this.picked((paper) => paper.event === event && (twist < 90 ? paper.moves > 0 : true))
    if (original === undefined) return undefined
    const move = original.moves === 0 ? 0 : twist % original.moves
    const drawnOn = this.book.moves[original.firstMove + move - 1]
    const other =
      [...this.world.places.values()].find(({ branch }) => branch !== original.branch)?.branch ?? 0
    const isHere =
      scene === 'customer_return' || scene === 'recall' || (scene === 'settlement' && twist % 2 === 0)
    const branch = isHere ? original.branch : other
    const kind = this.world.items.get(drawnOn?.item ?? 0)
    const home = kind === 'raw' ? 'stockroom' : 'retail'
    const from = scene === 'customer_return' ? 'customer' : isHere ? 'branch_out' : 'branch_in'
    const to =
      scene === 'settlement' ? 'loss' : scene === 'customer_return' && twist < 20 ? 'write_off' : home
    const open = this.book.outstanding.get(original.firstMove + move) ?? drawnOn
    const line: DocumentLine = {
      item: drawnOn?.item ?? this.item,
      from: this.at(from, branch),
      to: this.at(to, branch),
      quantity: Math.min(this.measured(0, open?.quantity ?? 0), 2_000_000_000),
      take: { by: 'answered', document: original.id, move },
    }
    return {
      event:
        scene === 'customer_return'
          ? scene
          : (`transfer_${scene === 'receive' ? 'receive' : scene}` as const),
      branch: branch as BranchId,
      ...(twist < 92 ? { answers: original.id } : {}),
      lines: twist % 10 === 0 ? [line, { ...line, quantity: 1 }] : [line],
    }
  }

  private aboutAnother(
    scene: 'reversal' | 'void' | 'correction' | 'dependent' | 'wild',
  ): TestDraft | undefined {
    const { twist, quantity, amount } = this.is
    if (scene === 'wild') return this.wild()
    const supplier = this.at('supplier')
    if (scene === 'reversal') {
      const original = this.picked(
        (paper) => twist >= 90 || (paper.event !== 'reversal' && paper.event !== 'void'),
      )
      if (original === undefined) return undefined
      const moves = Math.max(1, original.moves + (twist % 7 === 0 ? -1 : twist % 3))
      const branch = (twist === 5 ? this.branch : original.branch) as BranchId
      return { event: 'reversal', branch, reverses: { document: original.id, moves }, lines: [] }
    }
    const original = this.picked((paper) => twist >= 90 || paper.state === 'refused')
    if (original === undefined) return undefined
    const bought = [this.line(supplier, this.home(), quantity, { by: 'stated', amount })]
    const branch = original.branch as BranchId
    if (scene === 'void') return { event: 'void', branch, settles: original.id, reason: 'typo', lines: [] }
    if (scene === 'correction') {
      const answered = twist % 9 === 0 ? this.picked((paper) => paper.state === 'refused') : undefined
      return {
        event: 'purchase_invoice',
        ...(twist < 90 ? { branch } : {}),
        ...(answered === undefined ? {} : { answers: answered.id }),
        settles: original.id,
        lines: bought,
      }
    }
    return { event: 'purchase_invoice', answers: original.id, lines: bought }
  }

  /** Anything from anywhere to anywhere. */
  private wild(): TestDraft {
    const { twist, pick, place, quantity, amount } = this.is
    const ids = [...this.world.places.keys()]
    const from = ids[(twist * 7 + place) % ids.length] ?? 0
    const to = ids[(pick * 5 + place) % ids.length] ?? 0
    // Only events and takes that a document can say together; places and kinds are still anything.
    const sayable: readonly (readonly [EventName, Take])[] = [
      ['sale', { by: 'cost' }],
      ['purchase_invoice', { by: 'stated', amount }],
      ['adjustment', { by: 'gain' }],
      ['usage', { by: 'shortfall' }],
      ['build', { by: 'made' }],
      ['opening', { by: 'stated', amount }],
      ['transfer_dispatch', { by: 'cost' }],
      ['write_off', { by: 'cost' }],
    ]
    const [event, take] = sayable[(twist + pick) % sayable.length] ?? ['sale', { by: 'cost' }]
    const mayBeNothing = take.by === 'stated' && twist % 10 === 0
    const item = twist === 3 ? 999 : this.item
    const line = this.line(from, twist === 4 ? 9_999 : to, mayBeNothing ? 0 : quantity, take, item)
    return { event, lines: [line] }
  }
}
