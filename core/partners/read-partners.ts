import type { Row, SqlValue } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { hasWords } from '../kernel/folded.ts'
import type { BranchId } from '../kernel/ids.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import type { PartnerFacts } from './partner-writes.ts'

/** A customer or supplier as those who look after them see it. */
export interface Partner extends PartnerFacts {
  readonly id: number
  /** Of the branch whose own it is; undefined: the company's. */
  readonly branchPrefix: string | undefined
  readonly isRetired: boolean
}

export const PARTNER_SORTS = ['name', 'whose'] as const
export const PARTNER_KINDS = ['all', 'customers', 'suppliers'] as const
export const PARTNER_WHOSE = ['all', 'company', 'own'] as const

export interface AskedPartners {
  /** Words of name, phone or e-mail; '' for all. */
  readonly text: string
  readonly kind: (typeof PARTNER_KINDS)[number]
  readonly whose: (typeof PARTNER_WHOSE)[number]
  readonly isRetired: boolean
  readonly sort: (typeof PARTNER_SORTS)[number]
  /** Where the page before ended. */
  readonly after: readonly SqlValue[] | undefined
  readonly limit: number
}

const PARTNER = `SELECT p.id, p.name, p.is_customer, p.is_supplier, p.phone, p.email, p.branch, b.prefix, p.is_retired
  FROM partner p LEFT JOIN branch b ON b.id = p.branch`
const ASKED = `p.is_retired = ?1
  AND CASE ?2 WHEN 'customers' THEN p.is_customer WHEN 'suppliers' THEN p.is_supplier ELSE 1 END
  AND CASE ?3 WHEN 'company' THEN p.branch IS NULL WHEN 'own' THEN p.branch IS NOT NULL ELSE 1 END`

/** Per order: the statement, and the columns of a row that its cursor holds. */
const ORDERS: Readonly<Record<AskedPartners['sort'], { sql: string; start: SqlValue[]; key: Key }>> = {
  name: {
    sql: `${PARTNER} WHERE ${ASKED} AND (p.name, p.id) > (?5, ?6) ORDER BY p.name, p.id LIMIT ?4`,
    start: ['', 0],
    key: ({ name, id }) => [name, id],
  },
  whose: {
    sql: `${PARTNER} WHERE ${ASKED} AND (coalesce(b.prefix, ''), p.name, p.id) > (?5, ?6, ?7)
      ORDER BY coalesce(b.prefix, ''), p.name, p.id LIMIT ?4`,
    start: ['', '', 0],
    key: ({ branchPrefix = '', name, id }) => [branchPrefix, name, id],
  },
}
type Key = (partner: Partner) => readonly (string | number)[]

const CHUNK = 200

/**
 * The partners that a reader sees, a page at a time. A company's are few, so that a search reads through them, in
 * chunks, until the page is full.
 */
export function readPartners(
  reader: Reader,
  asked: AskedPartners,
): Page<Partner, readonly (string | number)[]> {
  const { text, kind, whose, isRetired, sort, limit } = asked
  const { sql, start, key } = ORDERS[sort]
  const found: Partner[] = []
  let after: readonly SqlValue[] = asked.after?.length === start.length ? asked.after : start
  while (found.length <= limit) {
    const chunk = reader.all(sql, isRetired ? 1 : 0, kind, whose, CHUNK, ...after).map(toPartner)
    found.push(...chunk.filter((partner) => isMeant(partner, text)))
    const last = chunk.at(-1)
    if (last === undefined || chunk.length < CHUNK) break
    after = key(last)
  }
  return pageOf(found, limit, key)
}

/** One partner; undefined where the reader sees none. */
export function readPartner(reader: Reader, id: number): Partner | undefined {
  const row = reader.get(`${PARTNER} WHERE p.id = ?1`, id)
  return row === undefined ? undefined : toPartner(row)
}

function isMeant({ name, phone, email }: Partner, text: string): boolean {
  return text === '' || hasWords([name, phone, email].join(' '), text)
}

function toPartner(row: Row): Partner {
  const [id, name, isCustomer, isSupplier, phone, email, branch, prefix, isRetired] = row
  return {
    id: Number(id),
    name: String(name),
    isCustomer: isCustomer === 1,
    isSupplier: isSupplier === 1,
    phone: phone === null ? null : String(phone),
    email: email === null ? null : String(email),
    branch: branch === null ? null : (Number(branch) as BranchId),
    branchPrefix: prefix === null ? undefined : String(prefix),
    isRetired: isRetired === 1,
  }
}
