import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { hledgerWords } from '../words/en/hledger.ts'
import { referenceOf } from './content.ts'
import { accountNamer, readAccounts, type JournalAccount } from './hledger/accounts.ts'
import { readCommodities, type Commodity, type Money, moneyOf } from './hledger/commodities.ts'
import { commentText, descriptionText } from './hledger/plain-text.ts'
import { pages } from './verify/book-rows.ts'

const MOVES = `SELECT m.id, m.document, m.item, m.quantity, m.amount, m.debit_account, m.credit_account,
    t.holds_stock, f.holds_stock
  FROM move m JOIN location f ON f.id = m.from_location JOIN location t ON t.id = m.to_location
  WHERE m.id > ?1 ORDER BY m.id LIMIT ?2`
