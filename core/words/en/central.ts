/** How each command is called, and what it does. */
const usage = {
  status: ['status', 'says how it stands, and with whom'],
  enrol: [
    'enrol STATION --branch BRA [--days N]',
    'lets a station in, or with --office instead of a branch an admin host; prints its settings this one time',
  ],
  replace: [
    'replace STATION --because WHY',
    'a new card: new tokens and numbers; says what the old one owes',
  ],
  revoke: ['revoke STATION --because WHY', 'shuts a station out for ever'],
  release: ['release STATION', 'lets another machine work as it at once'],
  backup: ['backup [FOLDER]', 'makes a verified copy while stations go on'],
  restore: [
    'restore COPY-OR-FILE ... [--force]',
    'puts back the freshest of these copies, books and replicas',
  ],
  open: ['open', 'opens posting after a restore, once you have read what was lost'],
  importOutbox: ['import-outbox OUTBOX.DB', 'posts what an old card still holds'],
} as const

/** What `scripts/central` and its commands say. */
export const central = {
  help: `Central: one book for many stations.

  scripts/central
      serves the book until Ctrl-C; in another terminal, while it does:
${Object.values(usage)
  .map(([call, does]) => `  scripts/central ${call}\n      ${does}`)
  .join('\n')}

SCANBOOK_CENTRAL_DATA is its folder (default: central-data), SCANBOOK_CENTRAL_PORT its port (default: 8090).`,
  usage,
  wrong: (call: string) => `This is not how it is called. scripts/central ${call}`,
  unknownCommand: (name: string) => `There is no command ${name}. scripts/central --help names them.`,
  notRunning: (folder: string) =>
    `Central does not run in ${folder}. Start it with scripts/central; commands go to the running one.`,
  ended: 'Central ended before it answered. Look at what it said, then ask again.',
  failed: (reason: string) => `Not done: ${reason}`,
  serving: {
    starting: 'Starting the libSQL server ...',
    at: (address: string) => `Central serves its stations at ${address}`,
    plain:
      'Without a certificate it serves this machine only: set SCANBOOK_CENTRAL_TLS_CERT and SCANBOOK_CENTRAL_TLS_KEY.',
    folder: (folder: string) => `Its data lies in ${folder}.`,
    ending: 'Ending: the write in hand is finished ...',
    ended: 'Ended.',
  },
  bothFiles: 'SCANBOOK_CENTRAL_TLS_CERT and SCANBOOK_CENTRAL_TLS_KEY go together: set both.',
  noFile: (path: string) => `The file ${path} cannot be read.`,
  settings: (problems: readonly string[]) => `These settings are wrong: ${problems.join('; ')}.`,
  state: {
    starting: 'It is starting: nothing is taken yet.',
    no_book:
      'There is no book here yet. Set a company up with scripts/start on any machine, copy it with scripts/backup, and bring it here: scripts/central restore COPY.',
    newer_book: (message: string) => `Nothing is served: ${message}`,
    lost: 'The book lacks documents that stations were told it has. They post them again by themselves as soon as posting is opened; what nobody holds any more has to be entered again. Read the list, then: scripts/central open',
    busy: 'A copy is being put back: stations keep what they accept.',
    ending: 'It ends: the write in hand is finished.',
    open: 'It is open: stations post.',
  },
  /** To stations that are turned away, by the state. */
  closed: {
    starting: 'central is starting',
    no_book: 'central has no book yet',
    newer_book: 'central is older than its book, and has to be brought up to date',
    lost: 'central was restored, and waits for a person to read what was lost',
    busy: 'a copy is being put back',
    ending: 'central is being ended',
    open: '',
  },
  /** While something is written by central itself. */
  moment: 'central is writing something itself; a moment',
  missing: (writer: string, first: string, last: string, count: string) =>
    first === last
      ? `  ${writer}: ${first} (1 document)`
      : `  ${writer}: ${first} to ${last} (${count} documents)`,
  restore: {
    taking: (path: string) => `The freshest is ${path}. Putting it back ...`,
    none: 'None of them holds a book that can be read. Nothing was changed.',
  },
  copied: (path: string) => `Copied and verified: ${path}`,
  importing: {
    otherCompany: 'The card is another company’s. Nothing was posted.',
    unknown: (writer: string) => `The book knows no writer ${writer}: nothing of it was posted.`,
    alive: (writer: string) =>
      `${writer} is open, and a machine works as it: it posts by itself. Close it first: scripts/central replace.`,
    empty: 'The card holds no documents.',
    done: (writer: string, posted: string, refused: string) =>
      refused === '0'
        ? `${writer}: ${posted} documents were posted under their old numbers.`
        : `${writer}: ${posted} documents were posted under their old numbers; ${refused} were refused and wait for a person in the admin app.`,
  },
  opened: 'Opened: stations post again what the book lacks.',
  alreadyOpen: 'It is open already.',
  cannotOpen: 'It cannot be opened now.',
  enrolled: {
    station: (station: string, branch: string, writer: string) =>
      `${station} is enrolled for ${branch}. Its documents are numbered ${writer}-…`,
    office: (station: string, writer: string) =>
      `${station} is enrolled as an admin host. Its documents are numbered ${writer}-…`,
    settings: 'Put these into its settings. The tokens are shown this one time:',
    already: (station: string, since: string) =>
      `${station} is enrolled already, since ${since}. For a new card: scripts/central replace ${station}; to shut it out: scripts/central revoke ${station}.`,
    noLetter: (station: string) => `${station} has had all its letters. Enrol a station of another name.`,
    noBranch: (prefix: string, known: string) => `There is no branch ${prefix}. There are: ${known}.`,
    branchMissing:
      'Say which branch it stands in, with --branch BRA; or that it is an admin host, of all branches: --office.',
    name: (prefix: string) => `The name of a station begins with its branch: ${prefix}-K1.`,
    days: '--days is a number of days from 1 to 3650.',
    until: (day: string) => `The tokens end on ${day}.`,
    because: 'Say why, for whoever reads it later: --because "stolen".',
  },
  notEnrolled: (station: string) => `${station} is not enrolled. scripts/central status names who is.`,
  revoked: (writer: string) =>
    `${writer} is shut out. What it had accepted and not posted stays on its card.`,
  replaced: (old: string) => `${old} is closed: its tokens work no more.`,
  owes: {
    nothing: (writer: string) => `As far as central knows, nothing of ${writer} is missing.`,
    title: (writer: string) => `Numbers that ${writer} gave and never posted:`,
    hint: 'If its card can be read: scripts/central import-outbox OUTBOX.DB',
  },
  released: (writer: string) => `Another machine may work as ${writer} from now on.`,
  status: {
    none: 'Nobody is enrolled yet: scripts/central enrol BRA-K1 --branch BRA',
    by: (host: string, heard: string) => `${host}, heard of at ${heard}`,
    never: 'never heard of',
    posted: (reference: string) => `posted up to ${reference}`,
    nothing: 'posted nothing yet',
    revoked: (when: string, why: string) => `shut out on ${when}: ${why}`,
    expired: (when: string) => `tokens ended on ${when}`,
    health: (word: string) => `The gate says: ${word}.`,
  },
} as const
