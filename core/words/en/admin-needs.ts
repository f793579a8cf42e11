const s = (count: string): string => (count === '1' ? '' : 's')

/** What is said about what needs a person. */
export const adminNeeds = {
  title: 'Needs a person',
  nothing:
    'Nothing needs a person. What the books would not take, what is late or running low, and what nobody knew will be here.',
  counting: 'Still counting what is in the books …',
  oldest: (age: string) => `oldest ${age}`,
  refused: { title: (count: string) => `${count} document${s(count)} refused` },
  approval: {
    title: (count: string) => `${count} document${s(count)} sent for approval`,
    because: {
      over_available: 'More than was there.',
      over_planned: 'More than was planned.',
      not_planned: 'It was not on the order or in the recipe.',
      old_books: 'The books at the station were old.',
    },
  },
  waiting: {
    title: (count: string) =>
      count === '1' ? '1 document waits to be posted' : `${count} documents wait to be posted`,
    some: 'Documents wait to be posted',
    detail: 'They are safe on this machine and are posted as soon as the book answers.',
  },
  silentStations: {
    title: (count: string) => `${count} station${count === '1' ? ' has' : 's have'} not called for a day`,
    detail: (age: string) => `last heard of ${age} ago`,
    never: 'was never heard of',
  },
  lostNumbers: {
    title: (count: string) =>
      count === '1'
        ? '1 document that a station accepted never arrived'
        : `${count} documents that stations accepted never arrived`,
    detail: (station: string) => `accepted at ${station}, not in the books`,
  },
  clockInDoubt: {
    title: 'The clock of this machine may be wrong',
    what: 'What is accepted here is dated on the day on which it is posted.',
    remedy:
      'Connect it to a network, which sets it, or set it there: sudo timedatectl set-time "2026-11-28 14:05".',
  },
  disk: {
    full: {
      title: (megabytes: string) =>
        megabytes === '0'
          ? 'The disk of this machine is full'
          : `The disk of this machine is full but for ${megabytes} MB`,
      what: 'What is left is kept for documents: backups, practice and newer books wait. When nothing is left, nothing more is accepted.',
    },
    nearlyFull: {
      title: (megabytes: string) => `The disk of this machine is nearly full: ${megabytes} MB left`,
      what: 'All still goes on. When it is full, backups, practice and newer books wait, and at last nothing more is accepted.',
    },
    remedy: 'Make room: remove from this disk what is not Scanbook’s, or give the machine a larger one.',
    backups: 'may lie on another disk: move them there, and set SCANBOOK_BACKUP to it.',
  },
  clocksOff: {
    title: (count: string) =>
      count === '1' ? 'The clock of 1 station is wrong' : `The clocks of ${count} stations are wrong`,
  },
  disksNearlyFull: {
    title: (count: string) =>
      count === '1'
        ? 'The disk of 1 station is nearly full'
        : `The disks of ${count} stations are nearly full`,
  },
  otherReleases: {
    title: (count: string) =>
      count === '1' ? '1 station waits with another release' : `${count} stations wait with another release`,
    detail: (release: string, waiting: string) =>
      `has release ${release}, and ${waiting} document${s(waiting)} waiting`,
  },
  failingWebhooks: {
    title: (count: string) =>
      count === '1' ? '1 webhook does not arrive' : `${count} webhooks do not arrive`,
    detail: 'takes nothing; it is tried again',
    gone: 'answered that it is gone; nothing is sent until somebody says so',
    unanswered:
      'who made it does not manage its branch any more; nothing is sent until somebody takes it over',
  },
  missing: {
    title: (count: string) =>
      `${count} posted document${count === '1' ? ' is' : 's are'} missing from the book`,
    detail: 'An older state of the book was put back. Read what was lost before anything else is posted.',
    range: (count: string, first: string, last: string) =>
      first === last ? `misses ${first}` : `misses ${count}: ${first} to ${last}`,
  },
  overdueRuns: {
    title: (count: string) => `${count} production run${s(count)} overdue`,
    detail: (product: string, day: string) => `${product}, due ${day}`,
  },
  overdueOrders: {
    title: (count: string) => `${count} sales order${s(count)} overdue`,
    detail: (partner: string, day: string) => `${partner}, due ${day}`,
  },
  overdueTransfers: {
    title: (count: string) => `${count} transfer${s(count)} on the road for more than two days`,
    detail: (from: string, to: string, age: string) => `from ${from} to ${to}, dispatched ${age} ago`,
  },
  belowReorder: {
    title: (count: string) => `${count} item${s(count)} below the reorder point`,
    detail: (there: string, point: string) => `${there} there, reorder at ${point}`,
    ofBranch: (prefix: string, text: string) => `in ${prefix}: ${text}`,
  },
  withoutStock: {
    title: (count: string) => `${count} planned item${s(count)} without a stock record`,
    detail: 'On an open order or run, and there never was any where it is taken from.',
  },
  withoutBarcode: {
    title: (count: string) => `${count} item${s(count)} in use without a barcode that scans`,
    detail: 'Counted in pieces and on no tile: a station finds them by the search only.',
  },
  unknownBarcodes: { title: (count: string) => `${count} barcode${s(count)} nobody knows` },
  remarks: {
    title: (count: string) => `${count} remark${s(count)} not seen`,
    detail: (who: string, text: string) => `${who}: “${text}”`,
  },
} as const
