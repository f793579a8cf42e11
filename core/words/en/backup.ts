/** What is said about copies of the books: by the programs, on their page, and on the home page. */
export const backup = {
  title: 'Backups',
  stages: {
    book: 'Copying the book',
    outbox: 'Copying the outbox',
    hashes: 'Reading the copy back',
    verify: 'Verifying the copy',
  },
  restoreStages: {
    checking: 'Checking the copy',
    copying: 'Copying it back',
    posting: 'Posting what is newer than the copy',
    verifying: 'Verifying the books',
  },
  made: (path: string, size: string) => `Copied to ${path} (${size}).`,
  failed: {
    noBook: (folder: string) =>
      `There is no book in ${folder}: nothing was copied. Set SCANBOOK_DATA to its folder.`,
    full: (folder: string, needed: string, free: string) =>
      `The disk of ${folder} is too full: a copy needs ${needed}, ${free} are free. Nothing was copied, the book goes on. Make room, or set SCANBOOK_BACKUP to another disk.`,
    noRoomMeanwhile: (folder: string) =>
      `The disk of ${folder} became full. The unfinished copy was removed, the book goes on. Make room, or set SCANBOOK_BACKUP to another disk.`,
    unwritable: (folder: string) =>
      `The folder ${folder} cannot be written. Change its owner, or set SCANBOOK_BACKUP to another folder.`,
    other: (reason: string) => `No copy was made: ${reason}`,
    killed: 'No copy was made: the program that copies was ended.',
  },
  untold: (reason: string) =>
    `The copy was made, but the book could not be told of it: ${reason}. Documents are kept here until the next one.`,
  red: (summary: string) => `The copy was made, but its books are not right: ${summary}`,
  usage: {
    backup:
      'Usage: scripts/backup [folder]. Without a folder, copies lie in SCANBOOK_BACKUP, or in data/backups.',
    restore:
      'Usage: scripts/restore folder [--force]. The folder is one copy, such as data/backups/20261128T020000Z.',
  },
  restore: {
    done: (company: string, made: string) => `The book of ${company} is restored as it was at ${made}.`,
    writer: (writer: string, seq: string) => `  ${writer} up to number ${seq}`,
    aside: (path: string) => `What was there before lies in ${path}.`,
    living: 'The outbox that was here goes on: it has everything that was accepted since the copy.',
    copied: 'The outbox of the copy goes on: what was accepted after it is not here.',
    nothingNewer: 'Nothing in the outbox is newer than the book.',
    again: (posted: string, refused: string) =>
      refused === '0'
        ? `Newer than the copy, and posted again under their old numbers: ${posted} documents.`
        : `Newer than the copy: ${posted} documents are posted again under their old numbers; ${refused} were refused and wait for a person in the admin app.`,
    waiting: (count: string) => `Still waiting, and posted when Scanbook starts: ${count} documents.`,
    stopped: (reference: string, reason: string) =>
      `${reference} could not be posted again: ${reason}. It waits in the outbox; start Scanbook and read what it says.`,
    lost: 'To be entered again by hand: orders, runs, items and people that were new or changed after the copy.',
    forced: (summary: string) => `The books are not right: ${summary}`,
    refused: {
      noCopy: (folder: string) =>
        `${folder} is no complete copy: it has no manifest that can be read. Nothing was changed.`,
      damaged: (file: string) =>
        `The copy is damaged: ${file} is not what its manifest says. Nothing was changed. Take another copy.`,
      otherCompany: (company: string, here: string) =>
        `The copy is of ${company}, and the data folder holds the book of ${here}. Nothing was changed. Set SCANBOOK_DATA to another folder, or add --force.`,
      unknownCompany:
        'Nobody can tell whose book the data folder holds: it cannot be read. Nothing was changed. If the copy is of the same company, add --force.',
      newerProgram: 'The copy was made by a newer program. Nothing was changed. Install that program first.',
      red: (summary: string) =>
        `The restored books are not right: ${summary} Nothing was changed. Take an older copy, or add --force.`,
    },
  },
  needs: {
    failed: 'The last backup failed',
    red: 'The last backup’s books are not right',
    late: 'No backup for more than a day and a half',
    noneYet: 'There is no backup yet.',
    lastCopy: (age: string) => `The newest backup is ${age} old.`,
  },
  page: {
    make: 'Make a backup now',
    starting: 'Starting',
    running: (stage: string) => `${stage} …`,
    lastFailed: (age: string, reason: string) => `The last attempt, ${age} ago: ${reason}`,
    empty:
      'No backup yet. The first one is made ten minutes after a start, then one every night; or make one now.',
    made: 'Made',
    age: 'Age',
    verdict: 'Books in it',
    green: 'Verified',
    red: 'Not right',
    documents: 'Documents',
    size: 'Size',
    name: 'Folder',
    retention: (folder: string) =>
      `They lie in ${folder}. One a day is kept for seven days, and one a week for four weeks. Copy them to another disk or machine too: they hold every secret of this Scanbook.`,
    restoreTitle: 'To put one back',
    ofHost: {
      first: 'End Scanbook with Ctrl-C, or stop its service. Then, where it is installed:',
      command: (path: string) => `scripts/restore ${path}`,
      afterwards:
        'What is there now is kept aside, and what was accepted after the backup is posted again under its old numbers. Then start Scanbook as always.',
    },
    ofCentral: {
      first:
        'These are central’s books, as this machine knew them, and what it accepted itself. Bring the folder to where central runs, if that has lost more. There:',
      command: (path: string) => `scripts/central restore ${path}`,
      afterwards:
        'Central takes the freshest of the copies and replicas it is given, names what is missing, and this machine posts that again by itself.',
    },
  },
  sizes: { mb: (count: string) => `${count} MB`, kb: (count: string) => `${count} KB` },
} as const
