import { links, routes } from '../../admin/paths.ts'

/** A page of the admin app and how one gets there. */
export interface AdminPage {
  readonly name: string
  readonly path: string
  /** Leads on through the first link whose address matches. */
  readonly follow?: RegExp
  /** A form to fill in wrong and send: its address, and what is typed or chosen by the fields' names. */
  readonly send?: { readonly to: RegExp; readonly fields: Readonly<Record<string, string>> }
}

/**
 * Pages by name. They are walked on a demo, and again on a book that has just been set up, where a page that nothing
 * leads to yet is left out; forms are sent wrong on the demo only.
 */
export const ADMIN_PAGES: readonly AdminPage[] = [
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
  { name: 'remarks', path: links.remarks() },
  { name: 'remarks-seen', path: links.remarks({ state: 'seen' }) },
  { name: 'new-remark', path: routes.newRemark },
  { name: 'new-remark-wrong', path: routes.newRemark, send: { to: /remarks\/new$/, fields: { text: '' } } },
  { name: 'told-remark', path: links.toldRemark({ from: routes.stock }) },
  { name: 'people', path: routes.people },
  { name: 'person', path: routes.people, follow: /^\/admin\/people\/\d+$/ },
  { name: 'items', path: routes.items },
  { name: 'item', path: links.items({ text: 'bread flour' }), follow: /^\/admin\/items\/\d+$/ },
  { name: 'new-item', path: routes.newItem },
  {
    name: 'new-item-wrong',
    path: routes.newItem,
    send: {
      to: /\/admin\/items$/,
      fields: { name: 'Bread', code: 'no, code', barcode: '6001000000019', purchaseUnit: 'bag' },
    },
  },
  {
    name: 'item-wrong',
    path: links.items({ text: 'bread flour' }),
    follow: /^\/admin\/items\/\d+$/,
    send: { to: /barcodes$/, fields: { barcode: 'SCB-1', packName: 'Case' } },
  },
  { name: 'partners', path: routes.partners },
  { name: 'partner', path: routes.partners, follow: /^\/admin\/partners\/\d+$/ },
  { name: 'new-partner', path: routes.newPartner },
  {
    name: 'new-person-wrong',
    path: routes.newPerson,
    send: { to: /people$/, fields: { name: '', login: 'No such login!' } },
  },
  {
    name: 'person-wrong',
    path: routes.people,
    follow: /^\/admin\/people\/\d+$/,
    send: { to: /pin$/, fields: { pin: '1234', again: '1234' } },
  },
  { name: 'reasons', path: routes.reasons },
  { name: 'reason', path: links.reason('EXPIRED') },
  { name: 'new-reason', path: routes.newReason },
  { name: 'branches', path: routes.branches },
  { name: 'branch', path: routes.branches, follow: /^\/admin\/branches\/\d+$/ },
  { name: 'new-branch', path: routes.newBranch },
  { name: 'settings', path: routes.settings },
  { name: 'stations', path: routes.stations },
  { name: 'backups', path: routes.backups },
  { name: 'webhooks', path: routes.webhooks },
  { name: 'new-webhook', path: routes.newWebhook },
  { name: 'station', path: routes.stations, follow: /^\/admin\/stations\/BRA-K1$/ },
  { name: 'new-station', path: routes.newStation },
  { name: 'labels', path: `${routes.labels}?text=bread&item=1&copies=2&item=13&copies=24` },
  { name: 'label-sheet', path: `${routes.labelSheet}?item=1&copies=2&item=13&copies=24` },
  { name: 'tokens', path: routes.tokens },
  { name: 'orders', path: links.orders() },
  { name: 'order', path: links.orders(), follow: /^\/admin\/orders\/\d+/ },
  { name: 'runs', path: links.runs() },
  { name: 'run', path: links.runs(), follow: /^\/admin\/runs\/\d+/ },
  { name: 'data', path: routes.data },
  { name: 'import', path: links.importTable('items') },
  { name: 'not-found', path: '/admin/nowhere' },
]
