import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdminApp } from '../../admin/app.tsx'
import type { AdminDeps } from '../../admin/deps.ts'
import { links } from '../../admin/paths.ts'
import { readBranches } from '../../core/branches/read-branches.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { createPerson } from '../../core/people/create-person.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import { ADMIN_PAGES, type AdminPage } from '../screenshots/admin-screens.ts'
import { openProcess } from '../serve/open-process.ts'
import { readSettings } from '../serve/settings.ts'
import type { FilledBook } from './big-book.ts'
import { atMost, pairedRatio, plain, timed, type Figure } from './measure.ts'

const PAIRS = 40
const WARM_UPS = 5
const LOOK_MS = 100
const HOST = 'http://localhost'
const VISITOR = { login: 'bench-admin', password: 'measure twice' } as const

/** Lists as a person narrows them, beside how they are first shown. */
const NARROWED: readonly AdminPage[] = [
  // Each fills its page, or looks through as many items, in both books.
  { name: 'stock, searched', path: links.stock({ text: 'item 1' }) },
  { name: 'stock, one word', path: links.stock({ text: 'bench' }) },
  { name: 'items, two words', path: links.items({ text: 'bench item' }) },
  { name: 'items, searched', path: links.items({ text: 'item 1' }) },
  { name: 'items, without a barcode', path: links.items({ only: 'no_barcode' }) },
  { name: 'items, one word', path: links.items({ text: 'bench' }) },
  { name: 'items, by code', path: links.items({ sort: 'code' }) },
  { name: 'orders, searched', path: links.orders({ text: 'bench' }) },
  { name: 'orders, closed', path: links.orders({ state: 'closed' }) },
  { name: 'order, standing', path: links.orders({ text: 'BRA-SO-00001' }), follow: /^\/admin\/orders\/\d+/ },
  { name: 'documents, refused', path: links.documents({ filter: 'refused' }) },
  { name: 'documents, posted', path: links.documents({ filter: 'posted' }) },
]

/**
 * Every list and every page of the admin app on a big book, against the same page on a small one; `only`: the pages
 * whose name begins so.
 */
export async function benchPages(big: FilledBook, small: FilledBook, only = ''): Promise<Figure[]> {
  const [onBig, onSmall] = [await openPages(big), await openPages(small)]
  try {
    const figures: Figure[] = []
    const pages = [...ADMIN_PAGES.filter(({ send }) => send === undefined), ...NARROWED]
    for (const page of pages.filter(({ name }) => name.startsWith(only))) {
      const [there, here] = [await onBig.find(page), await onSmall.find(page)]
      // What a page leads to is in both books, or in neither.
      if (there === undefined || here === undefined) continue
      figures.push(
        ...(await benchPage(
          page.name,
          () => onBig.get(there),
          () => onSmall.get(here),
        )),
      )
    }
    return figures
  } finally {
    await onBig.close()
    await onSmall.close()
  }
}

async function benchPage(name: string, onBig: () => Promise<string>, onSmall: () => Promise<string>) {
  for (let round = 0; round < WARM_UPS; round++) await Promise.all([onBig(), onSmall()])
  const ratio = await pairedRatio(PAIRS, onBig, onSmall)
  return [
    atMost(`page ${name} at 1,000,000 moves, against 10,000`, ratio, 1.3, '×'),
    plain(`page ${name} at 1,000,000 moves`, await timed(onBig), 'ms'),
  ]
}

/** What a process does after its start is done: the book is proven, and what is counted beside the pages is counted. */
async function untilQuiet({ counts, figures, verify, readers }: AdminDeps): Promise<void> {
  const isCounting = (): boolean =>
    readBranches(readers.whole).some(({ id }) => counts.of(id) === undefined || figures.of(id) === undefined)
  while (verify.isRunning() || isCounting()) await sleep(LOOK_MS)
}

interface Pages {
  /** The address of a page in this book; undefined: nothing in it leads there. */
  find(page: AdminPage): Promise<string | undefined>
  get(path: string): Promise<string>
  close(): Promise<void>
}

/** The process as `scripts/start` opens it, without its kiosks being served. */
async function openPages({ path, folder }: FilledBook): Promise<Pages> {
  const central = openCentralFile(path)
  const passwordHash = await encodePassword(VISITOR.password)
  await createPerson(central, { ...VISITOR, name: 'Bench', role: 'super_admin', branch: null, passwordHash })
  central.close()
  // An outbox of its own: the bench's other one has thousands waiting, which this process would post.
  const settings = { ...readSettings({ SCANBOOK_DATA: folder }), outboxPath: join(folder, 'desk.db') }
  const opened = await openProcess(settings)
  const admin = { ...opened.admin, live: { ending: new AbortController().signal } }
  const app = createAdminApp(admin)
  const signedIn = await app.request(`${HOST}${links.signIn()}`, {
    method: 'POST',
    headers: { origin: HOST, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(VISITOR).toString(),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const get = async (page: string): Promise<string> => {
    const answer = await app.request(`${HOST}${page}`, { headers: { cookie } })
    if (answer.status !== 200 && answer.status !== 404) throw new Error(`${page} answered ${answer.status}`)
    return await answer.text()
  }
  await untilQuiet(admin)
  return {
    async find({ path: list, follow }) {
      if (follow === undefined) return list
      const found = [...(await get(list)).matchAll(/href="(\/admin[^"#]*)/g)]
      return found.map(([, href = '']) => href).find((href) => follow.test(href))
    },
    get,
    close: () => opened.close(),
  }
}
