/** What is said about data in and out. */
export const adminData = {
  unknownFormat: (format: string, formats: string) =>
    `There is no ledger file for "${format}". Choose one of: ${formats}.`,
  megabytes: (count: number) => `${count} MB`,
  problemFile: { headings: ['row', 'column', 'what is wrong', 'what to do'] },
  openingPaper: (file: string, part: string) => `Opening stock of ${file}, part ${part}`,
  thisBarcode: 'This barcode',
  sizeAsked: 'asked at the scan',
  sizeOne: '1 each',
  // What a row is about, and what it changes
  change: (column: string, before: string, after: string) =>
    `${column}: ${before === '' ? '–' : before} → ${after === '' ? '–' : after}`,
  itemTitle: (name: string, code: string) => `${name} (${code})`,
  unitDetail: (unit: string, factor: number, base: string) =>
    unit === base && factor === 1 ? unit : `${unit} of ${factor} ${base}`,
  priceDetail: (supplier: string, price: string, per: string) => `${supplier} asks ${price} for ${per}`,
  onePer: (unit: string) => `1 ${unit}`,
  quantityDetail: (number: string, unit: string) => `${number} ${unit}`,
  openingDetail: (quantity: string, place: string, value: string) =>
    `${quantity} in ${place}, worth ${value}`,
  recipeDetail: (quantity: string, backflush: boolean) =>
    backflush ? `${quantity}, taken at the build` : quantity,
  ingredientDetail: (ingredient: string, before: string, after: string) =>
    before === '' ? `${ingredient}: ${after}` : `${ingredient}: ${before} → ${after}`,
  reorderTitle: (item: string, branch: string) => `${item} in ${branch}`,
  recipeTitle: (product: string) => `Recipe of ${product}`,
  productToCome: (name: string) => `${name} is made as a new item`,
  notes: {
    ownProduct: 'An own product has no last paid price: its cost comes from what goes into it.',
    comesWithInvoice:
      'The last paid price is not kept: no supplier is named. It comes with the first invoice that is captured.',
    staysInRecipe: (ingredients: string) =>
      `Stays in the recipe, because an import takes nothing out: ${ingredients}.`,
    example: 'This is the example of the template and is left out.',
    leftOut: (headings: string) => `These columns are left out: ${headings}.`,
    windows1252:
      'The file is neither UTF-8 nor UTF-16, so it was read as Windows-1252. Look at names with accents.',
  },
} as const
