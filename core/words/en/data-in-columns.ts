import type { ImportName } from '../../data-in/importer.ts'

const branch = 'prefix of the branch; empty: the whole company, or a manager’s own branch'
const duration = 'a whole number with min, h or days, or never'
const retired = 'yes or no; what is retired stays in the book and is offered for nothing new'

/** What each column of an imported table holds. */
export const dataInColumns = {
  branches: {
    prefix: 'two to six capitals or digits; begins every number of the branch',
    name: 'what people call it',
    time_zone: 'where its business day begins and ends',
    issues_shortfall: 'yes: usage takes from the stockroom what manufacturing lacks',
    usage_tolerance: 'percent that a run may use over its recipe',
    expiry_warning_days: 'days before its date that a lot is said to expire soon',
  },
  reasons: {
    code: 'capitals, digits and -; 2 to 20',
    name: 'what people read',
    used_for: 'write_off, gain, loss, return, run_close or transfer',
    retired,
  },
  people: {
    login: 'small letters, digits and - . _; what they sign in with',
    name: 'what papers call them',
    role: 'operator, manager or super_admin',
    branch: 'prefix of the branch; empty for a super admin',
    active: 'yes or no; who leaves loses badge and PIN',
  },
  partners: {
    name: 'of the customer or supplier; by it rows are matched',
    customer: 'yes or no',
    supplier: 'yes or no',
    phone: 'may be empty',
    email: 'may be empty',
    branch,
    retired,
  },
  items: {
    code: 'the item’s own short code; by it rows are matched',
    name: 'what people call it; a new item needs one',
    kind: 'raw, external (bought for sale) or manufactured',
    unit: 'how it is counted: kg, g, l, ml, each; a new item needs one',
    base_unit: 'for other units only: g, ml or each',
    units_per: 'for other units only: how many base units make one',
    measured: 'yes: a scan asks for the weight; empty: yes for weights and volumes',
    purchase_unit: 'how suppliers sell it, such as bag',
    purchase_quantity: 'how much that is, with its unit',
    picture: 'what its tile shows: wheat, croissant, milk …',
    branch,
    retired,
    supplier: 'whom last_paid_price was paid to',
    last_paid_price: 'for one unit; kept as that supplier’s price, else it comes with the first invoice',
  },
  barcodes: {
    barcode: 'as it is printed; check digits are checked',
    item: 'code of the item',
    quantity: 'how much one holds, with its unit; empty: one each, or asked at the scan',
    pack: 'what it is called, such as crate',
  },
  boms: {
    product: 'code of the product; a new one is made as manufactured',
    product_name: 'for a new product',
    output: 'what the quantities make, the same in every row of the product',
    ingredient: 'code of the ingredient',
    quantity: 'how much of it, with its unit',
    backflush: 'yes: taken at the build by the recipe, nobody scans it',
  },
  'supplier-prices': {
    supplier: 'name of the supplier',
    item: 'code of the item',
    price: 'what the supplier asks',
    quantity: 'for how much, with its unit; empty: for one unit of the item',
    supplier_code: 'the item’s number in the supplier’s list',
  },
  'reorder-points': {
    branch: 'prefix of the branch; empty: a manager’s own',
    item: 'code of the item',
    quantity: 'below it the branch orders again, with its unit',
  },
  'old-books': {
    branch: 'prefix of the branch; empty: a manager’s own',
    workflow: 'what is scanned: sales, production or general',
    warn_after: `how old the books may be until the station warns: ${duration}`,
    ask_after: `how old until a document needs a manager’s word: ${duration}`,
    stop_after: `how old until nothing is accepted: ${duration}`,
  },
  'opening-stock': {
    branch: 'prefix of the branch; empty: a manager’s own',
    place: 'stockroom, manufacturing or retail',
    item: 'code of the item',
    quantity: 'what is there',
    unit: 'of the quantity; empty: the item’s own',
    value: 'what all of it is worth',
    unit_cost: 'instead of value: what one unit of the item costs',
  },
} satisfies Record<ImportName, Readonly<Record<string, string>>>
