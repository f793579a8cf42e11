/** What is said about practice mode and telling us. */
export const practice = {
  start: 'Practice',
  leave: 'Leave practice',
  band: 'PRACTICE',
  bandSays: 'Nothing done here reaches the books. All of it is thrown away.',
  copying: (part: string) => `Practice opens by itself: ${part} % copied`,

  noRoom: (needed: string, free: string) =>
    `No room to practise: ${needed} MB needed, ${free} MB free. Tell a manager.`,
  failed: 'Practice could not be opened. Tell a manager.',
  tell: {
    open: 'Tell us',
    question: 'What do you want to tell the manager?',
    hint: 'Press one of them, or scan its digit card. With a keyboard, type it and end with Enter.',
    ready: {
      scanner: 'The scanner does not read well',
      label: 'A label is missing or damaged',
      stock: 'The screen shows another amount than there is',
      missing: 'An item, order or run is missing here',
      unclear: 'I do not know what to do here',
      slow: 'The screen is slow or hard to read',
      safety: 'Something here is broken or not safe',
      come: 'Please come to this station',
    },
    numbered: (digit: string, remark: string) => `${digit} · ${remark}`,
    typed: 'Typed',
    send: 'Tell this',
    erase: 'Erase',
    back: 'Back',
    verdict: 'Told',
    told: 'The manager sees it, with this screen and the last scan.',
    toldInPractice: 'This was practice: it goes nowhere. Leave practice to tell the manager.',
    /** What stands with a remark. */
    lastScan: (said: string) => `last: ${said}`,
    newestLine: (item: string) => `newest line: ${item}`,
  },
  already: {
    home: 'This is the home screen',
    homeTodo: 'Choose what you are doing, or scan an order or run.',
    signedOut: 'Nobody is signed in',
    signedOutTodo: 'Scan your badge to begin.',
    verdict: 'Nothing to do',
  },
} as const
