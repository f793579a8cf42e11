import type { Command } from '../../../core/barcodes/commands.ts'

export type CardGroupName = 'operations' | 'steps' | 'quantities' | 'digits' | 'people'

interface CardGroup {
  readonly name: CardGroupName
  /** Each with the file name of its picture among lucide's. */
  readonly cards: readonly (readonly [command: Command, icon: string])[]
}

/** Every command, in the order they lie on the table. A test finds one that is missing. */
export const CARD_GROUPS: readonly CardGroup[] = [
  {
    name: 'operations',
    cards: [
      ['sales', 'shopping-bag'],
      ['production', 'chef-hat'],
      ['general', 'square-check-big'],
    ],
  },
  {
    name: 'steps',
    cards: [
      ['review', 'list-checks'],
      ['accept', 'check'],
      ['confirm', 'thumbs-up'],
      ['back', 'arrow-left'],
      ['undo', 'undo-2'],
      ['cancel', 'x'],
      ['leave_out', 'list-x'],
      ['send', 'send'],
      ['park', 'archive'],
      ['continue', 'play'],
    ],
  },
  {
    name: 'quantities',
    cards: [
      ['quantity', 'calculator'],
      ['times_2', 'copy-plus'],
      ['times_5', 'copy-plus'],
      ['times_10', 'copy-plus'],
    ],
  },
  {
    name: 'digits',
    cards: [
      ['digit_0', 'keyboard'],
      ['digit_1', 'keyboard'],
      ['digit_2', 'keyboard'],
      ['digit_3', 'keyboard'],
      ['digit_4', 'keyboard'],
      ['digit_5', 'keyboard'],
      ['digit_6', 'keyboard'],
      ['digit_7', 'keyboard'],
      ['digit_8', 'keyboard'],
      ['digit_9', 'keyboard'],
      ['point', 'dot'],
      ['erase', 'delete'],
    ],
  },
  {
    name: 'people',
    cards: [
      ['sign_out', 'log-out'],
      ['help', 'circle-question-mark'],
      ['tell', 'message-square'],
      ['practice', 'graduation-cap'],
    ],
  },
]
