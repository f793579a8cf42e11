import { z } from 'zod'
import {
  PARTNER_KINDS,
  readPartner,
  readPartners,
  type Partner,
} from '../../../core/partners/read-partners.ts'
import { words } from '../../../core/words/catalogue.ts'
import { found } from '../http/errors.ts'
import { MANAGERS, ok, operation, type Operation } from '../operation.ts'
import { cursor, flag, limit, nothing, pageOf, plainText, rowParam } from '../schemas.ts'

const partner = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    is_customer: z.boolean(),
    is_supplier: z.boolean(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    /** Prefix of the branch whose own it is; null: the company's. */
    branch: z.string().nullable(),
    is_retired: z.boolean(),
  })
  .meta({ id: 'Partner' })
const nameCursor = z.tuple([z.string(), z.int()])

const listing = operation(
  {
    id: 'listPartners',
    tag: 'partners',
    method: 'GET',
    path: '/partners',
    // Telephone numbers and addresses are for those who look after partners.
    roles: MANAGERS,
    isKeyed: false,
    statuses: [200],
    errors: ['cursor_unknown'],
  },
  {
    params: nothing,
    query: z.strictObject({
      text: plainText(100).optional().meta({ description: words.api.schemas.partnerText }),
      kind: z.enum(PARTNER_KINDS).default('all'),
      retired: flag,
      limit,
      cursor,
    }),
    answer: pageOf(partner),
    handle({ caller, query, cursors }) {
      const { text = '', kind, retired } = query
      const isRetired = retired === 'true'
      // A cursor is of its own search: under another one it would leave some out.
      const subject = `partners ${JSON.stringify([kind, isRetired, text])}`
      const { entries, next } = readPartners(caller.reader, {
        text,
        kind,
        isRetired,
        whose: 'all',
        sort: 'name',
        after: cursors.read(subject, query.cursor, nameCursor),
        limit: query.limit,
      })
      return ok({
        data: entries.map(showPartner),
        next: next === undefined ? null : cursors.write(subject, [...next]),
      })
    },
  },
)

const reading = operation(
  {
    id: 'readPartner',
    tag: 'partners',
    method: 'GET',
    path: '/partners/{partner}',
    roles: MANAGERS,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: z.strictObject({ partner: rowParam }),
    query: nothing,
    answer: partner,
    handle: ({ caller, params }) => ok(showPartner(found(readPartner(caller.reader, params.partner)))),
  },
)

export const partnerOperations: readonly Operation[] = [listing, reading]

function showPartner(of: Partner): z.infer<typeof partner> {
  const { id, name, isCustomer, isSupplier, phone, email, branchPrefix, isRetired } = of
  return {
    id,
    name,
    is_customer: isCustomer,
    is_supplier: isSupplier,
    phone,
    email,
    branch: branchPrefix ?? null,
    is_retired: isRetired,
  }
}
