import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { is } from 'drizzle-orm'
import { SQLiteTable as TableClass } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as copies from '../backup/verified-copy.table.ts'
import * as barcodes from '../barcodes/barcode.table.ts'
import * as scalePatterns from '../barcodes/scale-pattern.table.ts'
import * as boms from '../boms/bom.table.ts'
import * as accounts from '../book/account.table.ts'
import * as costs from '../book/cost-source.table.ts'
import * as documents from '../book/document.table.ts'
import * as events from '../book/event.table.ts'
import * as moves from '../book/move.table.ts'
import * as openRefusals from '../book/refusal-open.table.ts'
import * as balances from '../book/stock-balance.table.ts'
import * as branches from '../branches/branch.table.ts'
import * as oldBooksLimits from '../branches/old-books-limit.table.ts'
import * as locations from '../branches/location.table.ts'
import * as writers from '../branches/writer.table.ts'
import * as items from '../items/item.table.ts'
import * as orders from '../orders/sales-order.table.ts'
import * as partners from '../partners/partner.table.ts'
import * as reasons from '../reasons/reason-code.table.ts'
import * as tokens from '../tokens/api-token.table.ts'
import * as badges from '../people/badge.table.ts'
import * as roles from '../people/person-role.table.ts'
import * as people from '../people/person.table.ts'
import * as runs from '../runs/production-run.table.ts'
import * as stations from '../stations/station.table.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import * as transfers from '../transfers/transfer.table.ts'
import * as meta from './meta.table.ts'

const described: SQLiteTable[] = [
  copies,
  barcodes,
  scalePatterns,
  boms,
  accounts,
  costs,
  documents,
  events,
  moves,
  openRefusals,
  balances,
  branches,
  locations,
  oldBooksLimits,
  writers,
  items,
  orders,
  partners,
  reasons,
  tokens,
  badges,
  roles,
  people,
  runs,
  stations,
  transfers,
  meta,
].flatMap((module) => Object.values(module).filter((value) => is(value, TableClass)))

let bakery: Bakery
beforeAll(async () => {
  bakery = await openBakery()
})
afterAll(() => bakery.close())

describe('the drizzle tables', () => {
  it('describe every table of the migrations, and no other', () => {
    const real = bakery.reader.all(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    expect(described.map((table) => getTableConfig(table).name).toSorted()).toEqual(
      real.map(([name]) => String(name)).toSorted(),
    )
  })

  it.each(described.map((table) => [getTableConfig(table).name, table] as const))(
    '%s is as the migrations made it',
    (name, table) => {
      const { columns, primaryKeys } = getTableConfig(table)
      const keyed = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)))
      const ours = columns.map((column) => {
        const isKey = column.primary || keyed.has(column.name)
        return [column.name, column.getSQLType().toUpperCase(), isKey || column.notNull, isKey]
      })
      const real = bakery.reader
        .all(`SELECT name, type, "notnull", pk FROM pragma_table_info(?1)`, name)
        .map(([column, type, notNull, key]) => [column, type, key !== 0 || notNull === 1, key !== 0])
      expect(ours).toEqual(real)
    },
  )
})
