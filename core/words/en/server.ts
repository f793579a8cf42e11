/** What is said of the libSQL server under central: why it does not run, and what helps. */
export const server = {
  failure: {
    inUse: (folder: string, pid: number) =>
      `The database in ${folder} is served for another process (${pid}). End that one first; two servers on one database destroy it.`,
    foreign: (folder: string, pid: number) =>
      `The database in ${folder} is served by process ${pid}, which belongs to somebody else. End it first, as its owner.`,
    notDurable: (found: string) =>
      `The libSQL server does not wait for the disk before it says that something is posted (PRAGMA synchronous is ${found}, not 2). Nothing is served: a power cut would lose posted documents. Install the release’s own server again with "npm install".`,
    cannotStart: (reason: string) => `The libSQL server does not start: ${reason}`,
    notRestored: (found: string) =>
      `After the restore the libSQL server serves another book than the restored one (${found}). Keep posting closed, and look at the log of the server.`,
    stopped: 'The libSQL server was stopped.',
  },
  restore: {
    candidate: (path: string, company: string, seq: string) =>
      `${path}: the book of ${company}, change ${seq}`,
    head: (reference: string) => `  up to ${reference}`,
    damage: (reason: string) => `  damaged: ${reason}`,
    unreadable: (path: string, reason: string) => `${path}: no book can be read from it: ${reason}`,
    refused: {
      noBook: (source: string, reason: string) =>
        `No book can be read from ${source}: ${reason}. Nothing was changed. Name the folder of a backup, or a station’s replica.db.`,
      damaged: (source: string, reason: string) =>
        `${source} is damaged: ${reason}. Nothing was changed. Take another one; only if there is none, add --force.`,
      otherCompany: (company: string, here: string) =>
        `The book is of ${company}, and central serves that of ${here}. Nothing was changed. Name another one, or add --force.`,
      unknownCompany:
        'Nobody can tell whose book central served: it cannot be read. Nothing was changed. If the book is of the same company, add --force.',
    },
    done: (company: string, epoch: string) =>
      `The book of ${company} is restored (epoch ${epoch}): every station follows by itself.`,
    aside: (path: string) =>
      `What was served before lies in ${path}. Never copy it back: replicas would break.`,
    enrolment: {
      kept: 'The stations stay enrolled as they were.',
      copied: 'The enrolments came with the copy: revoke again what was revoked after it was made.',
      none: 'No station is enrolled: enrol each one again.',
    },
    lost: (count: string, first: string, last: string) =>
      `Lost until their writer sends them again: ${count} documents, ${first} to ${last}.`,
    lostOne: (reference: string) => `Lost until its writer sends it again: ${reference}.`,
    unknownWriter: (incarnation: string) =>
      `  The restored book does not know ${incarnation}: enrol it again first.`,
    nothingLost: 'Nothing that the book had acknowledged is missing.',
  },
  restoring: 'A restored book is put in its place.',
  hung: 'It took no write any more, and was started again.',
} as const
