import type { AccountId, BranchId, DocumentId, ItemId, LocationId, PersonId } from '../core/kernel/ids.ts'

/** Every address of the admin app: as the router knows it. */
export const routes = {
  everything: '/admin/*',
  assets: '/admin/assets',
  /** The printed cards are the stations', not the admin app's; the same process serves them. */
  cards: '/cards',
  setUp: '/admin/set-up',
  setUpCode: '/admin/set-up/code',
  signIn: '/admin/sign-in',
  signOut: '/admin/sign-out',
  home: '/admin',
  branch: '/admin/branch',
  verify: '/admin/verify',
  stock: '/admin/stock',
  stockMoves: '/admin/stock/:location/:item',
  accounts: '/admin/accounts',
  account: '/admin/accounts/:account',
  journal: '/admin/journal',
  journalFile: '/admin/journal/download',
  data: '/admin/data',
  dataEverything: '/admin/data/everything',
  importTable: '/admin/data/in/:table',
  importTemplate: '/admin/data/in/:table/template',
  import: '/admin/data/imports/:import',
  importProblems: '/admin/data/imports/:import/problems',
  importAccept: '/admin/data/imports/:import/accept',
  importCheck: '/admin/data/imports/:import/check',
  importDiscard: '/admin/data/imports/:import/discard',
  documents: '/admin/documents',
  document: '/admin/documents/:document',
  reverse: '/admin/documents/:document/reverse',
  refusals: '/admin/refusals',
  refusal: '/admin/refusals/:document',
  orders: '/admin/orders',
  order: '/admin/orders/:order',
  orderState: '/admin/orders/:order/state',
  runs: '/admin/runs',
  run: '/admin/runs/:run',
  people: '/admin/people',
  newPerson: '/admin/people/new',
  person: '/admin/people/:person',
  personForm: '/admin/people/:person/*',
  personName: '/admin/people/:person/name',
  personRole: '/admin/people/:person/role',
  personActive: '/admin/people/:person/active',
  personPin: '/admin/people/:person/pin',
  personPinCleared: '/admin/people/:person/pin/cleared',
  personPassword: '/admin/people/:person/password',
  personBadge: '/admin/people/:person/badge',
  personBadgeRevoked: '/admin/people/:person/badge/revoked',
  partners: '/admin/partners',
  newPartner: '/admin/partners/new',
  partner: '/admin/partners/:partner',
  editPartner: '/admin/partners/:partner/edit',
  partnerRetired: '/admin/partners/:partner/retired',
  reasons: '/admin/reasons',
  newReason: '/admin/reasons/new',
  reason: '/admin/reasons/:reason',
  reasonName: '/admin/reasons/:reason/name',
  reasonRetired: '/admin/reasons/:reason/retired',
  branches: '/admin/branches',
  newBranch: '/admin/branches/new',
  branchPage: '/admin/branches/:branch',
  branchForm: '/admin/branches/:branch/*',
  branchName: '/admin/branches/:branch/name',
  branchLock: '/admin/branches/:branch/lock',
  branchNumbers: '/admin/branches/:branch/numbers',
  branchRetired: '/admin/branches/:branch/retired',
  stations: '/admin/stations',
  stationPair: '/admin/stations/:station/pair',
  screenRevoked: '/admin/stations/:station/screens/:screen/revoked',
  labels: '/admin/labels',
  labelSheet: '/admin/labels/sheet',
  labelFile: '/admin/labels/zpl',
  scans: '/admin/scans',
  attachCode: '/admin/scans/attach',
  dismissCode: '/admin/scans/dismiss',
  takeOffBarcode: '/admin/scans/notes/:note/take-off',
  noteSeen: '/admin/scans/notes/:note/seen',
  remarks: '/admin/remarks',
  newRemark: '/admin/remarks/new',
  toldRemark: '/admin/remarks/told',
  remarkSeen: '/admin/remarks/:note/seen',
} as const

/** The same addresses as a link writes them. */
export const links = {
  stock: (query: Query = {}) => withQuery(routes.stock, query),
  stockMoves: (location: LocationId, item: ItemId, query: Query = {}) =>
    withQuery(`${routes.stock}/${location}/${item}`, query),
  account: (account: AccountId, query: Query = {}) => withQuery(`${routes.accounts}/${account}`, query),
  journal: (query: Query = {}) => withQuery(routes.journal, query),
  journalFile: (format: string) => withQuery(routes.journalFile, { format }),
  importTable: (table: string) => `${routes.data}/in/${table}`,
  importTemplate: (table: string) => `${routes.data}/in/${table}/template`,
  import: (id: string) => `${routes.data}/imports/${id}`,
  importProblems: (id: string) => `${routes.data}/imports/${id}/problems`,
  importAccept: (id: string) => `${routes.data}/imports/${id}/accept`,
  importCheck: (id: string) => `${routes.data}/imports/${id}/check`,
  importDiscard: (id: string) => `${routes.data}/imports/${id}/discard`,
  documents: (query: Query = {}) => withQuery(routes.documents, query),
  document: (document: DocumentId) => `${routes.documents}/${document}`,
  reverse: (document: DocumentId) => `${routes.documents}/${document}/reverse`,
  refusals: (query: Query = {}) => withQuery(routes.refusals, query),
  refusal: (document: DocumentId, query: Query = {}) => withQuery(`${routes.refusals}/${document}`, query),
  orders: (query: Query = {}) => withQuery(routes.orders, query),
  order: (order: number) => `${routes.orders}/${order}`,
  orderState: (order: number) => `${routes.orders}/${order}/state`,
  runs: (query: Query = {}) => withQuery(routes.runs, query),
  run: (run: number) => `${routes.runs}/${run}`,
  people: (query: Query = {}) => withQuery(routes.people, query),
  person: (person: PersonId) => `${routes.people}/${person}`,
  personName: (person: PersonId) => `${routes.people}/${person}/name`,
  personRole: (person: PersonId) => `${routes.people}/${person}/role`,
  personActive: (person: PersonId) => `${routes.people}/${person}/active`,
  personPin: (person: PersonId) => `${routes.people}/${person}/pin`,
  personPinCleared: (person: PersonId) => `${routes.people}/${person}/pin/cleared`,
  personPassword: (person: PersonId) => `${routes.people}/${person}/password`,
  personBadge: (person: PersonId) => `${routes.people}/${person}/badge`,
  personBadgeRevoked: (person: PersonId) => `${routes.people}/${person}/badge/revoked`,
  partners: (query: Query = {}) => withQuery(routes.partners, query),
  partner: (partner: number, query: Query = {}) => withQuery(`${routes.partners}/${partner}`, query),
  editPartner: (partner: number) => `${routes.partners}/${partner}/edit`,
  partnerRetired: (partner: number) => `${routes.partners}/${partner}/retired`,
  reason: (code: string) => `${routes.reasons}/${code}`,
  reasonName: (code: string) => `${routes.reasons}/${code}/name`,
  reasonRetired: (code: string) => `${routes.reasons}/${code}/retired`,
  branch: (branch: BranchId) => `${routes.branches}/${branch}`,
  branchName: (branch: BranchId) => `${routes.branches}/${branch}/name`,
  branchLock: (branch: BranchId) => `${routes.branches}/${branch}/lock`,
  branchNumbers: (branch: BranchId) => `${routes.branches}/${branch}/numbers`,
  branchRetired: (branch: BranchId) => `${routes.branches}/${branch}/retired`,
  stations: () => routes.stations,
  stationPair: (station: string) => `${routes.stations}/${station}/pair`,
  screenRevoked: (station: string, screen: string) =>
    `${routes.stations}/${station}/screens/${screen}/revoked`,
  attachCode: (query: Query) => withQuery(routes.attachCode, query),
  takeOffBarcode: (note: string) => `${routes.scans}/notes/${note}/take-off`,
  noteSeen: (note: string) => `${routes.scans}/notes/${note}/seen`,
  labelsOf: (item: ItemId) => withQuery(routes.labels, { item }),
  remarks: (query: Query = {}) => withQuery(routes.remarks, query),
  toldRemark: (query: Query = {}) => withQuery(routes.toldRemark, query),
  remarkSeen: (note: string) => `${routes.remarks}/${note}/seen`,
  signIn: (query: Query = {}) => withQuery(routes.signIn, query),
} as const

/** Where a table is sent, as the router knows it: its form is larger than others. */
export const importFormPath = /^\/admin\/data\/in\/[a-z-]+$/

/** What a query leaves out when it is undefined or empty. */
export type Query = Readonly<Record<string, string | number | undefined>>

function withQuery(path: string, query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') parameters.set(name, String(value))
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}

/** An address within the admin app to go on to, or home: never somebody else's. */
export function ownAddress(address: string | undefined): string {
  return address !== undefined && /^\/admin(?:[/?][\w\-./?=&%+~]*)?$/.test(address) && !address.includes('..')
    ? address
    : routes.home
}
