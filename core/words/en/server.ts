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
  restoring: 'A restored book is put in its place.',
  hung: 'It took no write any more, and was started again.',
} as const
