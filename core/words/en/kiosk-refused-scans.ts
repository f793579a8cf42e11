/** What a scan's refusal says: why it was not taken, and what to do about it. */
interface WhyNot {
  readonly why: (parts: Scanned) => string
  readonly todo: string
}
interface Scanned {
  readonly text: string
  /** The item, person or paper; empty where there is none to name. */
  readonly name: string
}

const what = ({ name, text }: Scanned): string => name || text || 'That'
const AGAIN = 'then scan this one again.'

/** Why a scan was not taken, by the code the session gives. A wrong kind is named. */
export const kioskRefusedScans = {
  choose_operation: {
    why: (scan) => `${what(scan)} was scanned, and nothing is chosen yet.`,
    todo: `Choose what you are doing, or scan an order or run; ${AGAIN}`,
  },
  choose_context: {
    why: (scan) => `${what(scan)} was scanned, and no order or run is chosen yet.`,
    todo: `Choose which one it is for, ${AGAIN}`,
  },
  who_first: {
    why: (scan) => `${what(scan)} is no badge, and the screen asks for a person.`,
    todo: `Scan a badge or press a name, or go back; ${AGAIN}`,
  },
  pin_first: {
    why: (scan) => `${what(scan)} is no PIN, and the screen asks for one.`,
    todo: `Type the PIN and Enter, or go back; ${AGAIN}`,
  },
  coming: {
    why: (scan) => `${what(scan)} was scanned. General updates are not scanned here yet.`,
    todo: 'Go back and choose sales or production.',
  },
  quantity_first: {
    why: (scan) => `${what(scan)} is no quantity, and the screen asks for one.`,
    todo: `Type the quantity and Enter, or go back; ${AGAIN}`,
  },
  answer_first: {
    why: (scan) => `${what(scan)} was scanned, and the screen asks a question.`,
    todo: `Answer it, or go back; ${AGAIN}`,
  },
  already_accepted: {
    why: (scan) => `${what(scan)} was scanned, and this work is accepted and closed.`,
    todo: `Press Next to begin another one, ${AGAIN}`,
  },
  left_work: {
    why: (scan) => `${what(scan)} was scanned, and somebody’s work is open here.`,
    todo: `Continue it, park it or give it up; ${AGAIN}`,
  },
  not_sold: {
    why: ({ name }) => `${name} is an ingredient. It is not sold.`,
    todo: 'Log it on a production run.',
  },
  retired: {
    why: ({ name }) => `${name} is not in use any more.`,
    todo: 'Ask a manager what takes its place.',
  },
  misread: {
    why: (scan) => `${what(scan)} was read wrong: its last digit does not fit.`,
    todo: 'Scan it again. If it stays so, its label is damaged.',
  },
  unreadable: {
    why: ({ text }) => (text === '' ? 'That is no barcode.' : `${text} is not the barcode of an item.`),
    todo: 'Scan the item’s own barcode.',
  },
  fields_wrong: {
    why: (scan) => `${what(scan)} says something about an item that cannot be: a date, a weight or a count.`,
    todo: 'Scan it again. If it stays so, scan another barcode on the item, and tell a manager.',
  },
  not_an_item: {
    why: (scan) => `${what(scan)} names a pallet, a place or a container. Scan an item.`,
    todo: 'Scan the barcode on the item itself.',
  },
  already_scanned: {
    why: (scan) => `${what(scan)} is on the list already, and each one counts once.`,
    todo: 'Take the next one.',
  },
  document_full: {
    why: () => 'This document is full.',
    todo: 'Accept it, then go on with a new one for the same order or run.',
  },
  too_much: {
    why: ({ name }) => `${name}: more than one line can hold.`,
    todo: 'Check the quantity.',
  },
  badge_unknown: {
    why: () => 'That is a badge, and nobody has it.',
    todo: 'Choose your name and PIN. A manager gives out badges in the admin app.',
  },
  badge_revoked: {
    why: () => 'That is a badge which is blocked.',
    todo: 'Give it to a manager, who gives you another one.',
  },
  badge_elsewhere: {
    why: () => 'That is the badge of somebody of another branch.',
    todo: 'Somebody of this branch signs in.',
  },
  badge_not_needed: {
    why: ({ name }) => `That is a badge: ${name || 'its owner'} is signed in already.`,
    todo: 'Scan on. Sign out when you go.',
  },
  not_a_manager: {
    why: ({ name }) => `${name || 'That badge'} may not allow this.`,
    todo: 'A manager scans a badge or chooses a name, or go back.',
  },
  paper_closed: {
    why: ({ name }) => (name === '' ? 'That is no open order or run of this branch.' : `${name} is closed.`),
    todo: 'Choose another order or run.',
  },
  paper_in_hand: {
    why: (scan) => `That is the paper of ${what(scan)}, which is open here.`,
    todo: 'Scan its items.',
  },
  work_open: {
    why: (scan) => `${what(scan)} opens other work, and this one is not finished.`,
    todo: 'Accept this one, park it or give it up first.',
  },
  document_unknown: {
    why: () => 'That is the paper of a document which is not known here.',
    todo: 'Ask a manager to look it up in the admin app.',
  },
  is_document: {
    why: (scan) => `${what(scan)} is the paper of a document. Scan an item.`,
    todo: 'Papers are shown when no work is open.',
  },
  card_not_here: {
    why: (scan) => `That is a card: ${what(scan)} does nothing here.`,
    todo: 'Press Help to see what can be scanned now.',
  },
  review_first: {
    why: () => 'That is the card ACCEPT, and nobody has looked it over yet.',
    todo: 'Scan REVIEW, look, then scan ACCEPT.',
  },
  nothing_to_multiply: {
    why: () => 'That is a card that multiplies, and there is no scan to multiply.',
    todo: 'Scan the item, then the card.',
  },
  nothing_to_undo: {
    why: () => 'There is no scan to undo.',
    todo: 'Scan on.',
  },
  not_in_recipe: {
    why: ({ name }) => `${name} is not in the recipe either.`,
    todo: 'Choose the ingredient whose place it takes, or say that it is extra.',
  },
  no_quantity_yet: {
    why: () => 'That is a card with a digit, and no quantity is asked for.',
    todo: 'Scan the card QUANTITY first, then the digits, then CONFIRM.',
  },
  tell_first: {
    why: (scan) => `${what(scan)} is no remark, and the screen asks for one.`,
    todo: `Press a remark or type one, or go back; ${AGAIN}`,
  },
} as const satisfies Readonly<Record<string, WhyNot>>

/** What is wrong when something pressed cannot be done, and what to do. */
export const kioskProblems = {
  no_operator: 'A document names who accepted it. Scan your badge or choose your name: it goes on by itself.',
  nothing_scanned: 'Nothing is scanned yet. Scan an item first.',
  changed_since: 'Something changed since you looked. Look again, then accept.',
  not_saved:
    'It could not be written to the disk, so it did not happen. Tell a manager: the disk may be full.',
  context_closed: 'This one was closed in the meantime. Choose another one.',
  session_unreadable: 'The work that was open here could not be read. It is kept aside: tell a manager.',
  nothing_to_undo: 'There is no scan to undo. Change a line by pressing it.',
  undo_not_possible: 'It cannot be undone here any more. A manager can reverse it.',
  unknown_first: 'Nobody knows this barcode. Leave it out or attach it to an item, then accept.',
  no_pin: 'They have no PIN. They scan their badge, or a manager gives them a PIN in the admin app.',
  parked_full: 'Too much is parked here. Open parked work and accept it or give it up first.',
  not_a_manager: 'They may not allow this. Choose a manager, or go back.',
  nothing_typed: 'Nothing is typed yet. Press a remark, or type one and end it with Enter.',
  books_too_old:
    'The books on this machine are too old to go by. Plug in the network, or call a manager. What is scanned is kept, and is accepted once the books are new.',
  no_practice: 'There is no practice here. It begins at the home screen of a kiosk.',
} as const satisfies Readonly<Record<string, string>>
