/** What a phone says, and everything about how it comes to trust this machine. */
export const phone = {
  title: (station: string) => `Phone · ${station} · Scanbook`,
  camera: 'Camera',
  picture: 'The camera’s picture',
  list: 'Show list',
  answer: 'Show question',
  torch: 'Light',
  signOut: 'Sign out',
  holding: 'Read. Move it away to read it again.',
  aimHint: 'Hold a barcode in the frame',
  messages: 'Messages',
  retry: 'Try again',
  /** Why there is no picture, and what to do: by what `camera.ts` finds out. */
  problems: {
    insecure: {
      title: 'The camera needs a safe connection',
      todo: 'Open this page with https. How a phone gets its certificate is on the printed sheet; ask a manager.',
    },
    denied: {
      title: 'The camera is not allowed',
      todo: 'Allow the camera for this page: press the sign left of the address, then Permissions, then try again.',
    },
    missing: {
      title: 'No camera was found',
      todo: 'Use a phone that has one, or choose from the list.',
    },
    busy: {
      title: 'The camera does not answer',
      todo: 'Another app may be using it: close that one, then try again.',
    },
    decoder: {
      title: 'The reader of barcodes did not start',
      todo: 'Check the network, then try again.',
    },
  },
  signIn: {
    title: 'Sign in to scan with this phone',
    login: 'Name you sign in with',
    pin: 'PIN',
    submit: 'Sign in',
    badge: 'Scan your badge',
    badgeHint: 'Hold your badge in the frame',
    close: 'Back',
    signedOut: 'You are signed out.',
    ended: 'Your sign-in is over. Sign in again; what you scanned is kept.',
    wrong: 'That name and PIN do not fit. Look again, or ask a manager for a new PIN.',
    wrongTriesLeft: (tries: number) =>
      tries === 1
        ? 'That name and PIN do not fit. One more wrong PIN, and there is a wait.'
        : `That name and PIN do not fit. ${tries} tries are left.`,
    locked: (age: string) => `Too many wrong PINs. Try again in ${age}, or use your badge.`,
    busy: (age: string) => `Too many tries from this phone. Try again in ${age}.`,
    badgeUnknown: 'That is not the badge of anybody here.',
    badgeRevoked: 'That badge is not in use any more. Ask a manager for a new one.',
    notBadge: 'That is not a badge. Hold your badge in the frame.',
    elsewhere: 'Your branch’s books are not at this station. Open the address of a station in your branch.',
  },
  branch: {
    title: 'Which branch do you scan for?',
    change: 'Other branch',
  },
  insecure: {
    title: 'Phones scan over a safe connection',
    text: 'A browser gives its camera only to pages that came with https, and a PIN does not travel without it.',
    todo: 'On the machine of the station, run scripts/phone-certificate and start it again. The sheet it makes says what to do with the phone.',
    goTo: 'Where that is done already, go on here:',
  },
  certificate: {
    product: 'Scanbook',
    title: 'Scanning with a phone',
    lead: 'Once for each phone: it learns to trust this station. It takes two minutes.',
    organisation: 'Scanbook',
    authority: (host: string) => `Scanbook on ${host}`,
    open: 'Open this address on the phone, in the same network:',
    or: 'or',
    fetch: 'Download the certificate',
    android: 'Android',
    androidSteps: [
      'Scan the first code with the camera, open the page, and download the certificate.',
      'Open Settings and search for “CA certificate”. Choose Install anyway, and choose the file authority.crt.',
      'Compare: under Trusted credentials, User, the SHA-256 fingerprint is the one on the printed sheet.',
      'Scan the second code with the camera, open the page in Chrome, sign in, and allow the camera.',
    ],
    ios: 'iPhone and iPad',
    iosSteps: [
      'Scan the first code with the camera, open the page in Safari, and download the certificate. Allow the profile.',
      'Open Settings, General, VPN and Device Management: choose the profile. Under More Details the fingerprint is the one on the printed sheet. Install it.',
      'Open Settings, General, About, Certificate Trust Settings, at the very end: switch it on.',
      'Scan the second code with the camera, open the page in Safari, sign in, and allow the camera.',
    ],
    first: '1. The certificate',
    second: '2. The scanner',
    fingerprint: 'SHA-256 fingerprint of the certificate',
    compare:
      'If the phone shows another fingerprint than the printed sheet, stop: somebody else answers in this network. Tell a manager.',
    limits: 'The certificate is good only for this station and for addresses inside this network, until',
    made: (path: string) => `A local authority was made: ${path}`,
    kept: (path: string) => `The authority is kept, so phones that trust it go on: ${path}`,
    renewed: (until: string) =>
      `The station’s certificate is good until ${until}. Run this again before then.`,
    good: 'It is good for:',
    name: (name: string) => `  ${name}`,
    sheet: (path: string) => `Print this sheet and hang it beside the station: ${path}`,
    restart: 'Now start Scanbook again: it serves phones then.',
    keySecret: (path: string) => `Keep ${path} to yourself: whoever has it can pretend to be this station.`,
    leftOut: (names: string) =>
      `Left out, because the authority does not allow them: ${names}. If this machine was renamed, remove its folder tls, run this again, and give the phones the new certificate.`,
    failure: {
      noProgram:
        'The program openssl is missing: install it (Debian: apt-get install openssl), then run this again.',
      failed: (message: string) => `openssl failed: ${message}`,
      noNetwork: 'This machine is in no network that phones could be in. Connect it, then run this again.',
      halfThere: (folder: string) =>
        `${folder} holds an authority’s key without its certificate, or the other way round. Put the missing file back, or remove the folder and run this again; phones then need the new certificate.`,
    },
  },
  serving: {
    address: (url: string) => `  Phone  ${url}`,
    sheet: (url: string) => `         phones get their certificate at ${url}`,
    endsSoon: (day: string) =>
      `The certificate for phones ends on ${day}. Run scripts/phone-certificate, then start again.`,
    ended: (day: string) =>
      `The certificate for phones ended on ${day}: phones refuse it. Run scripts/phone-certificate, then start again.`,
    notYet: (day: string) =>
      `The certificate for phones begins on ${day}: the clock of this machine may be wrong.`,
    failure: {
      settings: (problems: readonly string[]) => `Settings that need a change: ${problems.join('; ')}`,
      both: 'SCANBOOK_TLS_CERT and SCANBOOK_TLS_KEY belong together: set both, or neither.',
      unreadable: (path: string) =>
        `${path} cannot be read. Change its owner, or set SCANBOOK_TLS_CERT and SCANBOOK_TLS_KEY.`,
      unfit: (cert: string, key: string) =>
        `${cert} and ${key} are no certificate and its key. Run scripts/phone-certificate, or set SCANBOOK_TLS_CERT and SCANBOOK_TLS_KEY.`,
      portInUse: (setting: string, port: number) =>
        `Port ${port} is in use. Set another one: ${setting}=${port + 1} scripts/start`,
      portForbidden: (setting: string, port: number) =>
        `Port ${port} needs more rights than this user has. Set one above 1023: ${setting}=8443 scripts/start`,
    },
  },
} as const
