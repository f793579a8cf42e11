import { createBranch, createWriter } from '../branches/create-branch.ts'
import { seal, type SealedDocument } from '../book/content.ts'
import type { SqlValue } from '../database/central.ts'
import { openCentralHttp } from '../database/central-http.ts'
import { createBook } from '../database/create-book.ts'
import { createItems } from '../items/create-item.ts'
import { newDocumentId, type ItemId } from '../kernel/ids.ts'
import { createPerson } from '../people/create-person.ts'
import { TEST_NOW, ZONE, type TestDraft } from './bakery.ts'
import type { Sqld } from './sqld.ts'

const TIMEOUT_MS = 30_000

/** A book on a real server, furnished over HTTP, with one writer. */
export async function openServedBook(sqld: Pick<Sqld, 'url' | 'token'>) {
  const central = openCentralHttp({ url: sqld.url, token: sqld.token, timeoutMs: TIMEOUT_MS })
  await createBook(central, { company: 'Served', currency: 'ZAR', isDemo: false })
  const branch = await createBranch(central, { prefix: 'BRA', name: 'Braam', timeZone: ZONE })
  await createWriter(central, 'BRA-K1', branch)
  const thandi = { login: 'thandi', name: 'Thandi', role: 'operator', branch, passwordHash: null } as const
  await createPerson(central, thandi)
  const each = { base: 'each', name: 'each', factor: 1 } as const
  const coke = {
    code: 'COKE',
    name: 'Coke',
    kind: 'external',
    unit: each,
    isMeasured: false,
    barcodes: [],
  } as const
  const [item] = (await createItems(central, [coke])) as [ItemId]
  const ask = async (sql: string, ...args: SqlValue[]) => await central.all({ sql, args })
  const places = new Map((await ask('SELECT kind, id FROM location')).map(([kind, id]) => [kind, Number(id)]))
  const at = (kind: string): number => places.get(kind) ?? 0
  let chain = { seq: 0, previous: '' }
  const sealNext = (draft: TestDraft): SealedDocument => {
    const seq = chain.seq + 1
    const shared = { v: 1, writer: 'BRA-K1', branch, acceptedAt: TEST_NOW, acceptedBy: 1 } as const
    const sealed = seal({ ...shared, ...draft, ...chain, seq, id: newDocumentId(), lines: [...draft.lines] })
    chain = { seq, previous: sealed.hash }
    return sealed
  }
  return {
    central,
    branch,
    ask,
    buy: (quantity: number): SealedDocument =>
      sealNext({
        event: 'purchase_invoice',
        lines: [
          {
            item,
            from: at('supplier'),
            to: at('retail'),
            quantity,
            take: { by: 'stated', amount: quantity * 100 },
          },
        ],
      }),
    sell: (...quantities: number[]): SealedDocument =>
      sealNext({
        event: 'sale',
        lines: quantities.map((quantity) => ({
          item,
          from: at('retail'),
          to: at('customer'),
          quantity,
          take: { by: 'cost' },
        })),
      }),
    /** Quantity and value in retail, and debit minus credit of its account. */
    async shelf() {
      const [stock] = await ask('SELECT quantity, value FROM stock_balance WHERE location = ?1', at('retail'))
      const [account] = await ask(
        'SELECT debit - credit FROM account_balance WHERE account = (SELECT account FROM location WHERE id = ?1)',
        at('retail'),
      )
      return { quantity: stock?.[0] ?? 0, value: stock?.[1] ?? 0, account: account?.[0] ?? 0 }
    },
    count: async () => Number((await ask('SELECT count(*) FROM document'))[0]?.[0]),
  }
}
