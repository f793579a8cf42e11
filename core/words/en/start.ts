/** What `scripts/start` says while it starts, when it cannot, and when it ends. */
export const start = {
  openingBook: 'Opening the book ...',
  makingDemo: 'Baking the demo: two branches and two weeks of documents (first start only) ...',
  demoReady: (documentCount: string) => `The demo book is ready: ${documentCount} documents posted.`,
  samples: {
    pack: (item: string, pack: string) => `${item}, ${pack}`,
    measured: (item: string) => `${item} (asks how much)`,
    badge: (name: string, role: string) => `Badge of ${name} (${role})`,
    weighed: (item: string) => `${item}, weighed: 1.25 kg`,
    lot: (item: string) => `${item}, an expired lot`,
    card: (name: string) => `Card: ${name}`,
    unknown: 'A barcode nobody knows',
    wrongCheckDigit: 'A misread barcode',
  },
  progress: (percent: number) => `  ${percent} %`,
  roles: { operator: 'operator', manager: 'manager', super_admin: 'super admin' },
  allBranches: 'all branches',
  ready: 'Scanbook is ready.',
  kioskAddress: (url: string) => `  Kiosk  ${url}`,
  networkHint:
    '         A browser elsewhere becomes its screen by a code: admin app → Stations → Pair a screen.',
  adminAddress: (url: string) => `  Admin  ${url}`,
  dataFolder: (path: string) => `  Data   ${path}`,
  signInsHeading: 'Demo sign-ins:',
  signInsHint: 'A password opens the admin app, a PIN the kiosk and the phone.',
  signIn: (person: { name: string; password: string | null; pin: string; role: string; place: string }) =>
    `  ${person.name.padEnd(8)} ${(person.password ?? '').padEnd(11)} PIN ${person.pin}  ${person.role}, ${person.place}`,
  tokensHeading: 'Demo tokens for the API:',
  tokensHint: (url: string) => `What they open: ${url}`,
  token: (token: { text: string; role: string; place: string }) =>
    `  ${token.text}  ${token.role}, ${token.place}`,
  howToEnd: 'Press Ctrl-C to end.',
  ending: 'Ending ...',
  ended: 'Ended. Everything accepted is saved.',
  setUp: {
    ready: 'Scanbook is new here, and waits to be set up.',
    address: (url: string) => `  Set-up  ${url}`,
    code: (code: string) => `  Code    ${code}`,
    newCode: (code: string) => `Five wrong codes were typed. The new code: ${code}`,
    done: (company: string) => `${company} is set up.`,
    madeBefore: 'The book is made, but could not be opened. End this with Ctrl-C and start it again.',
  },
  connection: {
    url: 'SCANBOOK_CENTRAL is an address, like https://central.example:8090',
    enrolment:
      'SCANBOOK_ENROLMENT is what "scripts/central enrol" printed: NAME:WRITE-TOKEN:READ-TOKEN, several with commas',
    pinKey: 'SCANBOOK_PIN_KEY is what "scripts/central enrol" printed: 43 letters, digits, - and _',
    order:
      'SCANBOOK_ENROLMENT has its tokens in the wrong order: NAME:WRITE-TOKEN:READ-TOKEN, where sbw_… writes and sbr_… reads',
    authority: (path: string) =>
      `SCANBOOK_CENTRAL_CA names ${path}, which is no file with a certificate in PEM`,
    all: 'SCANBOOK_CENTRAL, SCANBOOK_ENROLMENT and SCANBOOK_PIN_KEY go together: set all three, or none',
  },
  central: (url: string) => `  Central ${url}`,
  firstDownload: 'The books are being brought here for the first time. This machine is ready when they are.',
  failure: {
    demoMeetsCentral: (path: string) =>
      `The data folder ${path} holds a demo, which never meets a central. Set SCANBOOK_DATA to another folder.`,
    arguments:
      'scripts/start takes --fresh-demo and nothing else. Everything else is a setting, like PORT=8081.',
    demoFolder: (path: string) =>
      `The data folder ${path} holds a demo, which never becomes a book of your own. Set SCANBOOK_DATA to another, empty folder, or leave SCANBOOK_DEMO out to open the demo.`,
    realFolder: (path: string, company: string) =>
      `The data folder ${path} holds the book of ${company}, which never becomes a demo. Set SCANBOOK_DATA to another folder for the demo, or leave SCANBOOK_DEMO out to open the book.`,
    freshReal: (path: string, company: string) =>
      `The data folder ${path} holds the book of ${company}, not a demo: nothing was removed. Set SCANBOOK_DATA to the folder of a demo.`,
    freshUnreadable: (path: string) =>
      `The book in ${path} cannot be read, so nobody can tell that it is a demo: nothing was removed. Set SCANBOOK_DATA to another folder.`,
    freshNoDemo:
      'SCANBOOK_DEMO=0 asks for a book of your own, and --fresh-demo for a demo. Leave one of them out.',
    outboxAlone: (path: string) =>
      `The data folder ${path} holds an outbox without its book. Put the book back with scripts/restore, or set SCANBOOK_DATA to another folder.`,
    portInUse: (port: number) => `Port ${port} is in use. Set another one: PORT=8081 scripts/start`,
    portForbidden: (port: number) =>
      `Port ${port} needs more rights than this user has. Set one above 1023: PORT=8080 scripts/start`,
    hostUnknown: (host: string) =>
      `${host} is not an address of this machine. Set SCANBOOK_HOST=127.0.0.1, or 0.0.0.0 for all of them.`,
    noStation: (station: string, known: string) =>
      `The book has no station ${station}. Set SCANBOOK_STATIONS to one of: ${known}`,
    noStations: 'The book has no station. Enrol one: a writer that belongs to a branch.',
    bookNewer: (message: string) => `The book cannot be opened: ${message}.`,
    dataUnwritable: (path: string) =>
      `The data folder ${path} cannot be written. Change its owner, or set SCANBOOK_DATA to another folder.`,
    dataInUse: (path: string, pid: number) =>
      `The data folder ${path} is in use by process ${pid}. End it, or set SCANBOOK_DATA to another folder.`,
    settings: (problems: readonly string[]) => `Settings that need a change: ${problems.join('; ')}`,
  },
} as const
