import { reorderPointStatement } from '../../items/item-statements.ts'
import { adminData } from '../../words/en/admin-data.ts'
import { quantityText } from '../amount-text.ts'
import { branchesFor, codeKey, readItems } from '../book-facts.ts'
import { amount, itemCode, required, text } from '../cells.ts'
import { changesOf } from '../changes.ts'
import { importer, Tally } from '../importer.ts'
import { readAmount } from '../item-amounts.ts'
import { problem } from '../problem.ts'

const columns = {
  branch: text(6, { example: 'BRA', aliases: ['branchid', 'branchprefix'] }),
  item: required(
    itemCode({ example: 'FLOUR-CAKE', aliases: ['itemcode', 'sku', 'productcode', 'materialcode'] }),
  ),
  quantity: required(amount({ example: '50 kg', aliases: ['reorderpoint', 'reorderlevel', 'minimum'] })),
}

/** Below which quantity a branch orders an item again. */
export const reorderPoints = importer('reorder-points', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const items = readItems(context.reader)
    const branches = branchesFor(context)
    const points = new Map(
      context.reader
        .all('SELECT branch, item, quantity FROM reorder_point')
        .map(([branch, item, quantity]) => [`${String(branch)}.${String(item)}`, Number(quantity)]),
    )
    for (const { line, cells } of rows) {
      const branch = branches.readOne(cells.branch)
      if (!branch.ok) {
        tally.refuse(line, 'branch', branch.problem)
        continue
      }
      const item = items.get(codeKey(cells.item))
      if (item === undefined) {
        tally.refuse(line, 'item', problem('unknown_item', cells.item))
        continue
      }
      const key = `${branch.value}.${item.id}`
      if (tally.isTwice(line, 'item', key)) continue
      const quantity = readAmount(cells.quantity, item)
      if (!quantity.ok || quantity.value === 0) {
        tally.refuse(line, 'quantity', quantity.ok ? problem('zero') : quantity.problem)
        continue
      }
      const before = points.get(key)
      const said = (point: number | undefined): string => {
        if (point === undefined) return ''
        const { number, unit } = quantityText(point, item.unit)
        return adminData.quantityDetail(number, unit)
      }
      const title = adminData.inBranch(item.name, branches.prefixOf(branch.value))
      const statements = [reorderPointStatement(branch.value, item.id, quantity.value)]
      if (before === undefined) tally.isNew(line, title, [said(quantity.value)], statements)
      else
        tally.differs(line, title, changesOf([['quantity', said(before), said(quantity.value)]]), statements)
    }
    return tally
  },
})
