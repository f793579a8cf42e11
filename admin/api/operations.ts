import { accountOperations } from './nouns/accounts.ts'
import { documentOperations } from './nouns/documents.ts'
import { itemOperations } from './nouns/items.ts'
import { orderOperations } from './nouns/orders.ts'
import { partnerOperations } from './nouns/partners.ts'
import { refusalOperations } from './nouns/refusals.ts'
import { runOperations } from './nouns/runs.ts'
import { stockOperations } from './nouns/stock.ts'
import { tokenOperations } from './nouns/this-token.ts'
import { verifyOperations } from './nouns/verify.ts'
import type { Operation } from './operation.ts'

/** Everything the API does. The router, the OpenAPI document, the reference and the tests all read this table. */
export const OPERATIONS: readonly Operation[] = [
  ...tokenOperations,
  ...documentOperations,
  ...refusalOperations,
  ...stockOperations,
  ...itemOperations,
  ...partnerOperations,
  ...orderOperations,
  ...runOperations,
  ...accountOperations,
  ...verifyOperations,
]
