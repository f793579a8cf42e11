import type { Central } from '../../core/database/central.ts'
import { writeItems } from '../../core/items/item-writes.ts'
import { salesOrderStatements, setSalesOrderState } from '../../core/orders/create-sales-order.ts'
import { runStatements } from '../../core/runs/create-run.ts'
import { writeOnce } from '../../core/tokens/write-once.ts'
import type { ApiWrites } from './api-deps.ts'

/** What the API writes beside documents: to central, each write atomic, once for its key. */
export function createApiWrites(central: Central): ApiWrites {
  return {
    createOrder: (request, plan) =>
      writeOnce(central, { ...request, kind: 'sales_order' }, () => salesOrderStatements(plan())),
    createRun: (request, plan) =>
      writeOnce(central, { ...request, kind: 'run' }, () => runStatements(plan())),
    setOrderState: (order, state) => setSalesOrderState(central, order, state),
    items: writeItems(central),
  }
}
