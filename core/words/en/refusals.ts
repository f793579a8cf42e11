/** What a refusal names, already in the reader's units. */
export interface RefusalParts {
  readonly item: string
  readonly asked: string | undefined
  readonly there: string | undefined
  /** " in the shop"; empty when the place is not known. */
  readonly at: string
}
export interface RefusalText {
  readonly what: (parts: RefusalParts) => string
  readonly todo: string
}

const ASK_MANAGER = 'Tell a manager: it is kept with everything that was scanned.'
const COUNT =
  'Count it. If it is really there, a manager corrects the stock and posts this; if not, a manager voids it.'
const REPORT = 'Tell a manager, with this code. Nothing was booked and nothing is lost.'

const BELOW_ZERO: RefusalText = {
  what: ({ item, asked, there, at }) =>
    asked === undefined || there === undefined
      ? `${item}: more was asked than is there${at}.`
      : `${item}: ${asked} asked, ${there} there${at}.`,
  todo: COUNT,
}

/** Why the book would not take a document, by the guard's code, and what a person does about it. */
export const refusals = {
  someItem: 'An item',
  places: {
    stockroom: ' in the stockroom',
    manufacturing: ' in the bakery',
    run: ' on the run',
    retail: ' in the shop',
    branch_out: ' on the way',
    branch_in: ' on the way',
  } as Readonly<Record<string, string>>,
  otherwise: (code: string): string => `The books would not take it (${code}).`,
  otherwiseTodo: REPORT,
  byCode: {
    E_BELOW_ZERO: BELOW_ZERO,
    E_APPROVAL: {
      what: () => 'It waits for a manager’s approval.',
      todo: 'A manager posts it, corrects it or voids it in the admin app.',
    },
    E_VALUE_BELOW_ZERO: {
      what: ({ item, at }) => `${item}: this would take out more value than is there${at}.`,
      todo: COUNT,
    },
    E_OVER_OUTSTANDING: {
      what: ({ item }) => `${item}: more than is still open of what it answers.`,
      todo: ASK_MANAGER,
    },
    E_NO_COST: {
      what: ({ item }) => `${item}: nobody has said yet what it costs.`,
      todo: 'A manager states its cost.',
    },
    E_ITEM_ELSEWHERE: {
      what: ({ item }) => `${item}: it is another branch’s own item.`,
      todo: 'A super admin makes it the company’s, or a manager voids this.',
    },
    E_NOTHING_USED: {
      what: () => 'Nothing has been used on this run yet, so nothing can be built.',
      todo: 'Log the material first, then build.',
    },
    E_ORIGINAL_NOT_POSTED: { what: () => 'It answers a document that is not posted.', todo: ASK_MANAGER },
    E_WAITING: {
      what: () => 'It waits for another document that was refused.',
      todo: 'A manager settles that one first.',
    },
    E_PERIOD_LOCKED: {
      what: () => 'The books of that day are closed.',
      todo: 'A manager posts it on an open day.',
    },
    E_BEFORE_ORIGINAL: { what: () => 'It would be dated before what it answers.', todo: ASK_MANAGER },
    E_ORDER_CLOSED: {
      what: () => 'The sales order was closed in the meantime.',
      todo: 'A manager opens the order again and posts this, or voids it.',
    },
    E_RUN_CLOSED: {
      what: () => 'The production run was closed in the meantime.',
      todo: 'A manager books this as a loss, or voids it.',
    },
    E_RUN_HAS_REFUSALS: {
      what: () => 'Something refused on this run waits for a person.',
      todo: 'A manager settles that one first.',
    },
    E_RUN_NOT_EMPTY: {
      what: () => 'The run still holds ingredients.',
      todo: 'Return or write them off, then close it.',
    },
    E_REVERSED_BEFORE: { what: () => 'It was taken back before.', todo: 'Nothing: it counts once.' },
    E_SETTLED_BEFORE: { what: () => 'It was settled before.', todo: 'Nothing: it counts once.' },
    E_NOT_MANAGER: {
      what: () => 'Only a manager of the branch or a super admin may settle this.',
      todo: 'A manager settles it in the admin app.',
    },
    E_OWN_REFUSAL: {
      what: () => 'Nobody approves their own.',
      todo: 'Another manager of the branch or a super admin posts it; a void needs no other.',
    },
    E_SETTLES: {
      what: () => 'It would settle a document that is not open, or is another branch’s.',
      todo: 'A manager voids it.',
    },
    E_REVERSES: { what: () => 'This document cannot be taken back.', todo: ASK_MANAGER },
    E_NOT_MIRROR: { what: () => 'It does not match what it takes back.', todo: REPORT },
    E_OPENED_BEFORE: {
      what: ({ item, at }) => `${item}: its opening stock${at} was entered before.`,
      todo: 'A manager corrects it with a count.',
    },
    E_KIND: { what: ({ item }) => `${item}: this kind of item does not go this way.`, todo: ASK_MANAGER },
    E_QUANTITY_BOUNDS: {
      what: ({ item }) => `${item}: the quantity is beyond what one line can hold.`,
      todo: ASK_MANAGER,
    },
    E_STOCK_BOUNDS: { what: ({ item }) => `${item}: more than one place can hold.`, todo: ASK_MANAGER },
    E_UNKNOWN_ITEM: { what: () => 'It names an item that the books do not know.', todo: REPORT },
    E_UNKNOWN_LOCATION: { what: () => 'It names a place that the books do not know.', todo: REPORT },
    E_NO_PERSON: { what: () => 'It names a person that the books do not know.', todo: ASK_MANAGER },
    E_BRANCH: { what: () => 'It names a place of another branch.', todo: REPORT },
    E_EMPTY_DOCUMENT: {
      what: () => 'There was nothing on it that moves anything.',
      todo: 'Nothing: it counts as empty.',
    },
  } as Readonly<Record<string, RefusalText>>,
}
