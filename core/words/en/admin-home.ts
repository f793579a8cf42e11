/** What the home page says below what needs a person. */
export const adminHome = {
  openScans: {
    title: 'Open scans',
    by: (person: string) => `${person} has scanned goods that are not accepted yet`,
    nobody: 'Scanned goods that are not accepted yet',
  },
  branches: {
    title: 'Branches',
    branch: 'Branch',
    stockroom: 'Stockroom',
    manufacturing: 'Manufacturing',
    retail: 'Retail',
    sold: 'Sold yesterday, at cost',
    waste: 'Waste yesterday',
    variance: 'Variance yesterday',
    contact: 'Last contact',
    here: 'now',
    never: 'never',
    contactOf: (station: string, when: string) => `${station} ${when}`,
    more: (count: string) => `and ${count} more`,
    all: 'All',
    none: 'No branch is open yet. The first one is made when the book is.',
    counting: '…',
  },
  chart: {
    stockValue: 'Stock value, four weeks',
    sold: 'Sold at cost, by day',
    all: 'All branches',
    day: 'Day',
    counting: 'Adding up the last four weeks …',
    amount: (name: string, amount: string) => `${name}: ${amount}`,
    series: (name: string, first: string, last: string) => `${name} from ${first} to ${last}`,
    summary: ({ title, first, last, series }: Record<'title' | 'first' | 'last' | 'series', string>) =>
      `${title}, ${first} to ${last}: ${series}`,
  },
} as const
