import type { Hono } from 'hono'
import { accountsRoutes } from './accounts/accounts.routes.tsx'
import { backupsRoutes } from './backups/backups.routes.tsx'
import { webhooksRoutes } from './connections/webhooks.routes.tsx'
import { wayRoutes } from './copy/way.routes.ts'
import { dataRoutes } from './data/data.routes.tsx'
import { importRoutes } from './data/import.routes.tsx'
import { tokensRoutes } from './connections/tokens.routes.tsx'
import { documentsRoutes } from './documents/documents.routes.tsx'
import { reverseRoutes } from './documents/reverse.routes.tsx'
import { branchesRoutes } from './branches/branches.routes.tsx'
import { homeRoutes } from './home/home.routes.tsx'
import { changeItemRoutes } from './items/change-item.routes.tsx'
import { itemBarcodesRoutes } from './items/item-barcodes.routes.tsx'
import { itemRoutes } from './items/item.routes.tsx'
import { itemsRoutes } from './items/items.routes.tsx'
import { journalRoutes } from './journal/journal.routes.tsx'
import { labelsRoutes } from './labels/labels.routes.tsx'
import { ordersRoutes } from './orders/orders.routes.tsx'
import { changePartnerRoutes } from './partners/change-partner.routes.tsx'
import { partnersRoutes } from './partners/partners.routes.tsx'
import { keysRoutes } from './people/keys.routes.tsx'
import { peopleRoutes } from './people/people.routes.tsx'
import { reasonsRoutes } from './reasons/reasons.routes.tsx'
import { refusalRoutes } from './refusals/refusal.routes.tsx'
import { refusalsRoutes } from './refusals/refusals.routes.tsx'
import { remarksRoutes } from './remarks/remarks.routes.tsx'
import { tellRoutes } from './remarks/tell.routes.tsx'
import { runsRoutes } from './runs/runs.routes.tsx'
import { attachRoutes } from './scans/attach.routes.tsx'
import { scansRoutes } from './scans/scans.routes.tsx'
import { settingsRoutes } from './settings/settings.routes.tsx'
import { stationRoutes } from './stations/station.routes.tsx'
import { stationsRoutes } from './stations/stations.routes.tsx'
import { checklistRoutes } from './set-up/checklist.routes.ts'
import { stockRoutes } from './stock/stock.routes.tsx'
import type { AdminDeps } from './deps.ts'
import type { ShowPage } from './page.tsx'
import type { AdminEnv } from './session/visitor.ts'

/** One part of the admin app: its pages and what their forms do. */
export type Feature = (deps: AdminDeps, show: ShowPage) => Hono<AdminEnv>

/** Everything behind the sign-in. A new part is a row here. */
export const FEATURES: readonly Feature[] = [
  homeRoutes,
  wayRoutes,
  stockRoutes,
  accountsRoutes,
  journalRoutes,
  dataRoutes,
  importRoutes,
  documentsRoutes,
  reverseRoutes,
  refusalsRoutes,
  refusalRoutes,
  ordersRoutes,
  runsRoutes,
  branchesRoutes,
  reasonsRoutes,
  itemsRoutes,
  changeItemRoutes,
  itemBarcodesRoutes,
  itemRoutes,
  changePartnerRoutes,
  partnersRoutes,
  peopleRoutes,
  keysRoutes,
  stationsRoutes,
  backupsRoutes,
  stationRoutes,
  checklistRoutes,
  settingsRoutes,
  scansRoutes,
  tellRoutes,
  remarksRoutes,
  attachRoutes,
  labelsRoutes,
  webhooksRoutes,
  tokensRoutes,
]

/** Style sheets of single parts, after the one of all: folder and file below admin/. */
export const FEATURE_SHEETS: readonly (readonly [folder: string, file: string])[] = [
  ['look', 'forms.css'],
  ['copy', 'copy.css'],
  ['connections', 'connections.css'],
  ['labels', 'labels.css'],
  ['home', 'home.css'],
  ['items', 'items.css'],
  ['data', 'data.css'],
  ['people', 'people.css'],
  ['refusals', 'refusals.css'],
  ['remarks', 'remarks.css'],
  ['stations', 'stations.css'],
  ['set-up', 'set-up.css'],
  ['backups', 'backups.css'],
]
