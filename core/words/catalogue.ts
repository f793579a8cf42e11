import { adminDocuments } from './en/admin-documents.ts'
import { adminCopy } from './en/admin-copy.ts'
import { adminPeople } from './en/admin-people.ts'
import { adminScans } from './en/admin-scans.ts'
import { adminRefusals } from './en/admin-refusals.ts'
import { admin } from './en/admin.ts'
import { adminItems } from './en/admin-items.ts'
import { adminPartners } from './en/admin-partners.ts'
import { adminBranches } from './en/admin-branches.ts'
import { adminReasons } from './en/admin-reasons.ts'
import { adminLabels } from './en/admin-labels.ts'
import { adminData } from './en/admin-data.ts'
import { adminApi } from './en/admin-api.ts'
import { adminHome } from './en/admin-home.ts'
import { adminWebhooks } from './en/admin-webhooks.ts'
import { adminNeeds } from './en/admin-needs.ts'
import { adminRemarks } from './en/admin-remarks.ts'
import { setUp } from './en/set-up.ts'
import { practice } from './en/practice.ts'
import { backup } from './en/backup.ts'
import { api } from './en/api.ts'
import { bookWords } from './en/book-words.ts'
import { central } from './en/central.ts'
import { cards } from './en/cards.ts'
import { gate } from './en/gate.ts'
import { firstDownload } from './en/first-download.ts'
import { kiosk } from './en/kiosk.ts'
import { phone } from './en/phone.ts'
import { refusals } from './en/refusals.ts'
import { scanTableWords } from './en/scan-table.ts'
import { screens } from './en/screens.ts'
import { server } from './en/server.ts'
import { stationContacts } from './en/station-contacts.ts'
import { sharedWords } from './en/shared-words.ts'
import { start } from './en/start.ts'

/** Every word shown to a person, one branch of the tree per area; a value is a text or makes one. */
export const words = {
  admin,
  adminCopy,
  adminDocuments,
  adminRefusals,
  adminPeople,
  adminScans,
  adminItems,
  adminPartners,
  adminBranches,
  adminReasons,
  adminLabels,
  adminData,
  adminApi,
  adminHome,
  adminWebhooks,
  adminNeeds,
  adminRemarks,
  setUp,
  practice,
  backup,
  api,
  book: bookWords,
  cards,
  central,
  shared: sharedWords,
  start,
  gate,
  firstDownload,
  kiosk,
  phone,
  refusals,
  scanTable: scanTableWords,
  screens,
  server,
  stationContacts,
} as const

/** The shape of the catalogue, for a second language. */
export type Words = typeof words
