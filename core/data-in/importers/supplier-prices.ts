import { adminData } from '../../words/en/admin-data.ts'
import { amountText, quantityText } from '../amount-text.ts'
import { codeKey, readItems, readPartners } from '../book-facts.ts'
import { amount, itemCode, money, required, text } from '../cells.ts'
import { changesOf } from '../changes.ts'
import { importer, Tally } from '../importer.ts'
import { readAmount } from '../item-amounts.ts'
import { problem } from '../problem.ts'
import { mayPrice, priceStatement, suppliersOf, type Asked } from '../suppliers.ts'

const columns = {
  supplier: required(text(120, { example: 'Golden Mill', aliases: ['partner', 'vendor', 'suppliername'] })),
  item: required(
    itemCode({ example: 'FLOUR-CAKE', aliases: ['itemcode', 'sku', 'productcode', 'materialcode'] }),
  ),
  price: required(money({ example: '362.50', aliases: ['lastpaidprice', 'amount', 'cost'] })),
  quantity: amount({ example: '25 kg', aliases: ['per', 'forquantity'] }),
  supplier_code: text(60, { example: 'GM-FL25', aliases: ['suppliersku', 'vendorcode'] }),
}

/** What suppliers ask. Where no quantity is written, the price is for one display unit. */
export const supplierPrices = importer('supplier-prices', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const items = readItems(context.reader)
    const suppliers = suppliersOf(readPartners(context.reader), context)
    for (const { line, cells } of rows) {
      const partner = suppliers.find(cells.supplier)
      if (!partner.ok) {
        tally.refuse(line, 'supplier', partner.problem)
        continue
      }
      const item = items.get(codeKey(cells.item))
      if (item === undefined) {
        tally.refuse(line, 'item', problem('unknown_item', cells.item))
        continue
      }
      if (tally.isTwice(line, 'item', `${partner.value.id} ${item.id}`)) continue
      const quantity = cells.quantity === undefined ? undefined : readAmount(cells.quantity, item)
      if (quantity?.ok === false || quantity?.value === 0) {
        tally.refuse(line, 'quantity', quantity.ok ? problem('zero') : quantity.problem)
        continue
      }
      const before = suppliers.priceOf(partner.value.id, item.id)
      const after: Asked = {
        amount: cells.price,
        quantity: quantity?.value ?? item.unit.factor,
        supplierCode: cells.supplier_code ?? before?.supplierCode ?? null,
      }
      const said = ({ amount: price, quantity: per }: Asked): string => {
        const { number, unit } = quantityText(per, item.unit)
        const priced = amountText(price, context.moneyFactor)
        return adminData.priceDetail(partner.value.name, priced, adminData.quantityDetail(number, unit))
      }
      const title = adminData.itemTitle(item.name, item.code)
      const statements = [priceStatement(partner.value.id, item.code, after, context.now)]
      const details =
        before === undefined
          ? [said(after)]
          : changesOf([
              ['price', said(before), said(after)],
              ['supplier_code', before.supplierCode ?? '', after.supplierCode ?? ''],
            ])
      if (details.length > 0 && !mayPrice(context, partner.value, item.branch))
        tally.refuse(line, '', problem('not_yours'))
      else if (before === undefined) tally.isNew(line, title, details, statements)
      else tally.differs(line, title, details, statements)
    }
    return tally
  },
})
