import { kioskHelp } from './kiosk-help.ts'

/** The printed cards that do something when they are scanned, and the codes of items that carry none. */
export const cards = {
  title: 'Command cards',
  intro: 'Scan a card instead of pressing its button.',
  print: 'Print this page on A4 at 100 %, cut the cards out and laminate them. Keep them beside the scanner.',
  pages: 'Pages of barcodes',
  names: kioskHelp.cardNames,
  groups: {
    operations: 'What you are doing',
    steps: 'Step by step',
    quantities: 'How many',
    digits: 'Digits',
    people: 'Who and help',
  },
  does: {
    sales: 'Starts Sales Inventory logging.',
    production: 'Starts Production Inventory logging.',
    general: 'Starts General Inventory updates.',
    review: 'Shows the whole list before it is accepted.',
    accept: 'Accepts the list on the review screen.',
    confirm: 'Says yes to the question on the screen.',
    back: 'Goes back one step; nothing is lost.',
    cancel: 'Gives up the list in hand. The screen asks first.',
    undo: 'Takes back the last scan, or what was just accepted.',
    leave_out: 'Leaves out what is too much, or an unknown barcode.',
    send: 'Sends what is too much to a manager.',
    continue: 'Goes on with work that somebody left.',
    park: 'Puts the list aside for later.',
    quantity: 'Asks how much of the last item.',
    times_2: 'The last item counts two times.',
    times_5: 'The last item counts five times.',
    times_10: 'The last item counts ten times.',
    digit_0: 'Types 0 into a quantity.',
    digit_1: 'Types 1 into a quantity.',
    digit_2: 'Types 2 into a quantity.',
    digit_3: 'Types 3 into a quantity.',
    digit_4: 'Types 4 into a quantity.',
    digit_5: 'Types 5 into a quantity.',
    digit_6: 'Types 6 into a quantity.',
    digit_7: 'Types 7 into a quantity.',
    digit_8: 'Types 8 into a quantity.',
    digit_9: 'Types 9 into a quantity.',
    point: 'Types the decimal point.',
    erase: 'Takes back the last digit.',
    sign_out: 'Ends your work here.',
    help: 'Shows what can be scanned now.',
    tell: 'Tells the manager something.',
    practice: 'Begins practice at the home screen, or ends it.',
  },
  /** What a screen reader says of a card's barcode. */
  barcodeOf: (name: string) => `Barcode: ${name}`,
  /** The barcode on a printed order, run or document. */
  opens: (name: string) => `Barcode that opens ${name} at a station`,
  items: {
    title: 'Item barcodes',
    intro: 'For items with no barcode of their own.',
    print:
      'Print this page on A4 at 100 % and put each barcode where its item lies. It works at every station of this book.',
    empty:
      'No item is shown as a tile here. A manager chooses them in the admin app; then their barcodes are on this page.',
  },
} as const
