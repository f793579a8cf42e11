/** Words that more than one area shows. */
export const sharedWords = {
  /** On every screen of a demo. */
  demo: 'Demo bakery: made-up data',
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  /** Behind a short number: 200k. */
  sizes: { thousand: 'k', million: 'M', billion: 'bn' },
  age: {
    seconds: (count: string) => `${count} s`,
    minutes: (count: string) => `${count} min`,
    hours: (count: string) => `${count} h`,
    oneDay: '1 day',
    days: (count: string) => `${count} days`,
  },
  /** How long something may take or be, as a person types it: a number, and one of these. */
  duration: {
    units: {
      minutes: ['m', 'min', 'mins', 'minute', 'minutes'],
      hours: ['h', 'hr', 'hrs', 'hour', 'hours'],
      days: ['d', 'day', 'days'],
    } as Readonly<Record<'minutes' | 'hours' | 'days', readonly string[]>>,
    text: {
      minutes: (_: number, shown: string) => `${shown} min`,
      hours: (_: number, shown: string) => `${shown} h`,
      days: (count: number, shown: string) => (count === 1 ? '1 day' : `${shown} days`),
    },
  },
  /** What to say when a typed number was not understood, by the reason the parser gives. */
  typedNumber: {
    empty: 'Type a number.',
    not_a_number: 'This is not a number.',
    ambiguous: 'Type the number without a thousands separator, so that nobody can misread it.',
    negative: 'Type a number that is not negative.',
    too_fine: 'This number has more decimals than can be counted.',
    too_large: 'This number is too large.',
  },
} as const
