/** What the admin app says where the books it shows are a copy of central's. */
export const adminCopy = {
  banner: {
    away: (moment: string) => `No network since ${moment}: you see the books as of then.`,
    awayAlways: 'No network: you see the books as this machine had them last.',
    awayDesk: 'Documents you make wait here and are posted later; other changes need the network.',
    late: (moment: string) => `These books are as of ${moment}. What is newer is being fetched.`,
    lateAlways: 'These books are as this machine had them last. What is newer is being fetched.',
    behind: (moment: string) => `Saved. These books are a moment behind: as of ${moment}.`,
    behindAlways: 'Saved. These books are a moment behind.',
    lookAgain: 'Look again',
    shut: (moment: string) => `You see the books as of ${moment}.`,
    shutAlways: 'You see the books as this machine had them last.',
    shutDesk: 'Documents you make wait here; other changes cannot be saved until then.',
  },
  signIn: {
    away: (moment: string) => `No network: people and passwords as of ${moment}.`,
    late: (moment: string) => `People and passwords as of ${moment}.`,
    always: 'People and passwords as this machine had them last.',
  },
  /** Why a form cannot be saved. */
  needs: {
    /** Once for a page, under its title. */
    page: {
      away: 'Changes on this page need the network.',
      shut: 'Changes on this page cannot be saved until central and this machine work together again.',
    },
    away: 'Needs the network.',
    shut: 'Cannot be saved until central and this machine work together again.',
    readOnly: 'The books are only shown on this machine: change them at an admin host.',
    waits: 'No network: it is taken on here and posted later.',
  },
  notSaved: {
    title: 'Not saved',
    away: 'Central is not reached just now, so nothing was changed.',
    unavailable: 'Central is busy or does not answer. Nothing was changed.',
    denied: 'Central does not let this machine change the books. Nothing was changed. Look at Stations.',
    unknownTitle: 'Saved, or not: that is not known',
    unknown:
      'Central gave no answer in time. Look again when the network is back. To send the same again does no harm: nothing is changed twice, and what is there already is said to be there.',
    kept: 'What you typed is kept here. Send it when the network is back.',
    typeAgain: 'Go back and type it again when the network is back.',
    stays: (why: string) => `Not saved. ${why} What you typed stays here.`,
    again: 'Send it again',
    back: 'Back to the page',
  },
  /** Where somebody looks for what was just made. */
  notHereYet: {
    title: 'Saved, and not to be seen yet',
    detail: 'What was saved is on its way into the books of this machine. Look again in a moment.',
  },
} as const
