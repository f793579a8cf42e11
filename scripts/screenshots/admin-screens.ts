import { links, routes } from '../../admin/paths.ts'

/** Pages of the admin app by name; a pattern leads on through the first link whose address matches. */
export const ADMIN_PAGES: readonly {
  readonly name: string
  readonly path: string
  readonly follow?: RegExp
}[] = [
  { name: 'home', path: routes.home },
  { name: 'stock', path: links.stock() },
  { name: 'stock-moves', path: links.stock(), follow: /^\/admin\/stock\/\d+\/\d+/ },
  { name: 'accounts', path: routes.accounts },
  { name: 'account', path: routes.accounts, follow: /^\/admin\/accounts\/\d+/ },
  { name: 'journal', path: links.journal() },
  { name: 'documents', path: links.documents() },
  { name: 'document', path: links.documents(), follow: /^\/admin\/documents\/[0-9a-f-]{36}$/ },
  { name: 'refusals', path: links.refusals() },
  { name: 'refusal', path: links.refusals(), follow: /^\/admin\/refusals\/[0-9a-f-]{36}$/ },
  { name: 'scans', path: routes.scans },
  { name: 'people', path: routes.people },
  { name: 'person', path: routes.people, follow: /^\/admin\/people\/\d+$/ },
  { name: 'partners', path: routes.partners },
  { name: 'partner', path: routes.partners, follow: /^\/admin\/partners\/\d+$/ },
  { name: 'new-partner', path: routes.newPartner },
  { name: 'stations', path: routes.stations },
  { name: 'orders', path: links.orders() },
  { name: 'order', path: links.orders(), follow: /^\/admin\/orders\/\d+/ },
  { name: 'runs', path: links.runs() },
  { name: 'run', path: links.runs(), follow: /^\/admin\/runs\/\d+/ },
  { name: 'not-found', path: '/admin/nowhere' },
]
