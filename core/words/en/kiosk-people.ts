/** Who is working, and whose work it is. */
export const kioskPeople = {
  who: {
    sign_in: 'Who is working?',
    signInHint: 'Scan your badge, or press your name.',
    attach_barcode: 'Which manager allows this?',
    attachHint: (code: string) =>
      `The barcode ${code} is attached to an item for everybody. A manager scans a badge or presses their name.`,
    allow_excess: 'Which manager allows this?',
    excessHint: 'More is taken than was ordered or planned. A manager scans a badge or presses their name.',
    excessAndOldBooksHint:
      'More is taken than was ordered or planned, by books that are old. A manager scans a badge or presses their name.',
    allow_old_books: 'Which manager allows this?',
    oldBooksHint: 'It was checked against books that are old. A manager scans a badge or presses their name.',
    none: 'Nobody works in this branch yet. A manager adds people in the admin app.',
    noManager: 'This branch has no manager. Any manager of the company scans their badge, or go back.',
    noPin: 'no PIN: scan the badge',
    withPin: 'PIN',
    back: 'Back',
    /** Where they are a copy that is not fresh. */
    asOf: (moment: string) => `People and badges as of ${moment}`,
  },
  pin: {
    title: (name: string) => `PIN of ${name}`,
    hint: 'Type it here or on a keyboard. It is not shown and not kept.',
    shown: 'Digits of the PIN',
    pad: 'Digits',
    erase: 'Erase',
    enter: 'Enter',
    back: 'Back',
    needsProgram: 'The PIN needs this page’s program, which does not run here. Scan the badge instead.',
    wrong: (count: number, shown: string) =>
      count === 1 ? 'That is not the PIN. 1 try left.' : `That is not the PIN. ${shown} tries left.`,
    locked: (time: string) => `Too many wrong PINs: locked until ${time}. The badge still works.`,
  },
  operator: {
    none: 'Nobody signed in',
    signIn: 'Sign in',
    signOut: 'Sign out',
  },
  countdown: {
    label: 'Signing out',
    text: (name: string) => `Is ${name} still here?`,
    what: 'Open work stays as it is.',
    seconds: 's to sign-out',
    stay: 'Stay',
    say: (name: string) => `${name} will be signed out. Touch the screen to stay.`,
  },
  left: {
    question: (name: string) => `${name} left this open`,
    since: (opened: string, last: string) => `Begun ${opened}, last scan ${last}`,
    signInFirst: 'Whoever signs in continues it, parks it for later or gives it up. Nothing has been booked.',
    choose: 'Continue it, park it for later or give it up. Nothing has been booked.',
    continue: 'Continue',
    park: 'Park',
    discard: 'Give up',
    signIn: 'Sign in to go on',
    lines: 'Scanned so far',
  },
  discard: {
    question: (name: string) => `Why is the work of ${name} given up?`,
    what: (items: string) => `${items} will be forgotten. The manager sees who gave it up and why.`,
    reasons: {
      mistake: 'It was scanned by mistake',
      wrong_context: 'It was for another order or run',
      done_elsewhere: 'It was booked elsewhere',
      not_needed: 'It is not needed any more',
    },
    back: 'Back',
  },
  parked: {
    title: 'Parked work',
    open: (parked: string) => `Parked ${parked}`,
    none: 'Nothing is parked here. Work is parked from its review, and waits here.',
    by: (name: string, when: string) => `${name}, ${when}`,
    byNobody: (when: string) => `since ${when}`,
    back: 'Back',
  },
} as const
