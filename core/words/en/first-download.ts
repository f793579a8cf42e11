/** What is shown while central's book is brought to a machine for the first time. */
export const firstDownload = {
  title: 'Fetching the books',
  intro:
    'This machine fetches the books from central for the first time. It is ready by itself when they are here.',
  asking: 'Asking central …',
  progress: (done: string, of: string) => `${done} of about ${of} MB`,
  waiting: 'fetching the books for the first time',
  unknown: (incarnation: string) =>
    `The copy of the books on this machine knows no open writer ${incarnation} yet. It is brought up to date as soon as central answers. If ${incarnation} was replaced or shut out, enrol this machine again: scripts/central enrol.`,
  /** By what the sync process says; the rest pass by themselves. */
  troubles: {
    no_answer:
      'Central does not answer. It is asked again by itself; look at the network and at SCANBOOK_CENTRAL.',
    busy: 'Central is busy. It is asked again by itself.',
    silent: 'Fetching stood still and was started again.',
    ended: 'Fetching ended and was started again.',
    in_doubt: 'What came is compared with central.',
    unproven: 'What came is not what central has. It is fetched again.',
    denied:
      'Central does not let this machine in. Look at SCANBOOK_ENROLMENT, or enrol it again: scripts/central enrol.',
    other_release: 'Central and this machine are of different releases. Update the older one.',
    other_company:
      'Central answers for another company’s books. Set SCANBOOK_DATA to an empty folder, or SCANBOOK_CENTRAL to the right one.',
    schema_newer: 'Central is newer than this program. Update this machine.',
    held: 'Another Scanbook on this machine works in the same folder. End it, or set SCANBOOK_DATA to another one.',
    damaged: 'What came cannot be read. It is fetched again as soon as central answers.',
    disk_full: 'The disk is too full for the books. Make room.',
  },
} as const
