import type { LabelKind } from '../../labels/label-kind-names.ts'
import type { LabelSizeName } from '../../labels/label-sizes.ts'

/** What is said about labels, and on them. */
export const adminLabels = {
  title: 'Labels',
  form: 'What is printed',
  kind: 'Kind of label',
  kinds: {
    item: 'Item',
    pack: 'Pack',
    shelf: 'Shelf',
    lot: 'Lot and date',
    own: 'Internal code',
  } satisfies Record<LabelKind, string>,
  about: {
    item: 'Name and code with the barcode the item is scanned by.',
    pack: 'One for each pack barcode of an item, with what is in it.',
    shelf: 'Where an item lies, with a code to read from afar and the reorder point. No price and no cost.',
    lot: 'A GS1 barcode that carries lot, date and quantity, so that a scan knows them.',
    own: 'Our own code, for items that carry no barcode.',
  } satisfies Record<LabelKind, string>,
  size: 'Printed on',
  sizes: {
    'a4-3x8': 'A4, 24 labels of 70 × 37 mm',
    'a4-4x10': 'A4, 40 labels of 52.5 × 29.7 mm',
    'roll-62x29': 'Roll, 62 × 29 mm',
    'roll-100x50': 'Roll, 100 × 50 mm',
  } satisfies Record<LabelSizeName, string>,
  symbol: 'Barcode',
  symbols: { bars: 'Bars', square: 'Square (Data Matrix)' },
  branch: 'Branch',
  place: 'Place',
  lot: 'Lot',
  lotHint: 'At most 20 letters, digits and marks, without brackets and spaces',
  lotWrong: 'A lot has at most 20 letters, digits and marks such as - . / and no brackets or spaces.',
  expires: 'Last day',
  expiresWrong: 'This is not a day.',
  quantity: 'Quantity in each',
  quantityHint: 'In the item’s own unit; empty: none on the label',
  quantityWrong: (item: string, max: string) =>
    `${item}: the quantity on a label is a number above zero and at most ${max}.`,
  used: 'Labels already used on the first sheet',
  usedWrong: (most: string) => `A whole number from 0 to ${most}.`,
  search: 'Add items',
  searchHint: 'Part of a name or code',
  found: 'Found',
  noneFound: 'No item in use matches.',
  add: 'Add',
  addOf: (item: string) => `Add ${item}`,
  chosen: 'Chosen',
  chosenTable: 'Items to print labels for',
  item: 'Item',
  barcode: 'Barcode',
  copies: 'Labels',
  copiesOf: (item: string) => `Labels of ${item}`,
  remove: 'Remove',
  removeOf: (item: string) => `Remove ${item}`,
  show: 'Show',
  none: 'No items are chosen yet. Find them by name or code and add them: their labels appear here.',
  preview: 'Preview',
  previewSome: (shown: string, all: string) => `The first ${shown} of ${all}.`,
  total: (labels: string, sheets: string | undefined) => {
    const all = labels === '1' ? '1 label' : `${labels} labels`
    if (sheets === undefined) return all
    return `${all} on ${sheets === '1' ? '1 sheet' : `${sheets} sheets`}`
  },
  tooMany: (most: string, asked: string) =>
    `At most ${most} labels at once, and these are ${asked}. Take fewer of some, or print them in two parts.`,
  most: (most: string) => `At most ${most} labels at once.`,
  tooManyItems: (most: string) => `At most ${most} items at once.`,
  print: 'Open the print sheet',
  zpl: (dpi: string) => `For a label printer (ZPL, ${dpi} dpi)`,
  sheetTitle: 'Print sheet',
  sheetHow: 'Print this page (Ctrl+P, on a Mac ⌘P) at 100 %, on the paper it was made for, without margins.',
  sheetBack: 'Back to the labels',
  without: {
    pack: (item: string) => `${item} has no barcode of a pack, so there is no label.`,
    lot: (item: string) =>
      `${item} has no article number (GTIN), so its barcode names only the item; lot and date are in words.`,
    room: (item: string) => `The barcode of ${item} has no room on labels of this size.`,
    drawn: (item: string) => `The barcode of ${item} cannot be drawn.`,
  },
  elsewhere: {
    title: 'Also printed',
    badges: 'Badges',
    badgesDetail: 'are made for one person at a time, on their page.',
    cards: 'Command cards',
    cardsDetail: 'and the codes of a station’s tiles are pages of their own.',
  },
  /** On the labels themselves. */
  said: {
    reorderBelow: (amount: string) => `Order below ${amount}`,
    unitAt: (unit: string, place: string) => `${place} · counted in ${unit}`,
    place: (place: string, branch: string) => `${place}, ${branch}`,
    lot: (lot: string) => `Lot ${lot}`,
    expires: (day: string) => `Use by ${day}`,
    pack: (name: string, amount: string) => `${name} · ${amount}`,
  },
} as const
