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
    busy: 'Central is busy: it fills other machines first, or puts its log in order. It is asked again by itself.',
    closed:
      'Central is closed just now: it starts, is copied, or was restored and waits for a person (scripts/central status, there). It is asked again by itself.',
    server_silent:
      'Central answers, the server behind it does not. It is asked again by itself; if it stays so, look at scripts/central status there.',
    not_sent:
      'Central answers, but sends no books: something between does not let them through. It is asked again by itself.',
    not_central:
      'What answers at SCANBOOK_CENTRAL is no central: the sign-in page of a network, or another program. Look at the network and at the address.',
    certificate_not_yet:
      'The certificate of central begins later than this machine’s clock shows. It goes on when the clock is set.',
    silent: 'Fetching stood still and was started again.',
    ended: 'Fetching ended and was started again.',
    in_doubt: 'What came is compared with central.',
    unproven: 'What came is not what central has. It is fetched again.',
    untrusted:
      'Nobody this machine knows has signed the certificate of central. Set SCANBOOK_CENTRAL_CA to the file of its authority.',
    other_name:
      'The certificate of central is for another name. Set SCANBOOK_CENTRAL to a name that it has, or have one made for this name.',
    certificate_ended:
      'The certificate of central has ended. Give central a new one; if it has one, set the clock of this machine.',
    denied:
      'Central does not let this machine in. Look at SCANBOOK_ENROLMENT, or enrol it again: scripts/central enrol.',
    token_unknown:
      'Central does not know the token of this machine. Put what scripts/central enrol printed into SCANBOOK_ENROLMENT, or enrol it again.',
    token_expired:
      'The token of this machine has ended. Have a new one made and put it into SCANBOOK_ENROLMENT: scripts/central replace.',
    token_revoked:
      'This machine was shut out of central. If it may come back, enrol it again: scripts/central enrol.',
    second_claimant:
      'Another machine works under the name of this one. Stop it, or enrol this one under a name of its own. If it is gone for good: scripts/central release.',
    other_release: 'Central and this machine are of different releases. Update the older one.',
    other_company:
      'Central answers for another company’s books. Set SCANBOOK_DATA to an empty folder, or SCANBOOK_CENTRAL to the right one.',
    schema_newer: 'Central is newer than this program. Update this machine.',
    held: 'Another Scanbook on this machine works in the same folder. End it, or set SCANBOOK_DATA to another one.',
    damaged: 'What came cannot be read. It is fetched again as soon as central answers.',
    disk_full: 'The disk is too full for the books. Make room.',
  },
} as const
