/** What is said about other systems: tokens, webhooks. */
export const adminApi = {
  title: 'Connections',
  tokens: {
    about:
      'Another system works with the books by a token, under a name of its own that stands on every document it makes.',
    reference: 'API reference',
    list: 'Tokens',
    empty: 'No system is connected. Make a token for the first one below.',
    system: 'System',
    role: 'Role',
    branch: 'Branch',
    allBranches: 'All',
    made: 'Made',
    madeBy: 'Made by',
    onTheMachine: 'a shell on this machine',
    state: 'State',
    inUse: 'In use',
    revokedOn: (day: string) => `Revoked ${day}`,
    revoke: 'Revoke',
    revokeOf: (name: string, day: string) => `Revoke the token of ${name}, made ${day}`,
    make: 'Make a token',
    name: 'Name of the system',
    nameHint:
      'For example Webshop. The same name, role and branch again is one more token of the same system.',
    roleHint: 'An operator’s token sees no cost, price or margin.',
    submit: 'Make it',
    shownTitle: (name: string) => `The token of ${name}`,
    shownOnce: 'Copy it now. It is shown this one time and kept nowhere.',
    shownHow: 'Every request carries it in its Authorization header. Try it from a shell:',
    tryIt: (token: string, address: string) => `curl -H "Authorization: Bearer ${token}" ${address}`,
    back: 'Back to the tokens',
    problems: {
      nameMissing: 'Say what the system is called.',
      nameLong: 'At most 60 characters.',
      nameForm: 'Letters or digits are needed.',
      nameTaken: 'Somebody else goes by this name. Choose another one.',
    },
  },
  tokenCommand: {
    usage: [
      'scripts/token --name Webshop --role manager --branch BRA   makes a token; it is printed once',
      'scripts/token --list                                       what there is',
      'scripts/token --revoke ID                                  ends one, for ever',
      'Roles: operator, manager, super_admin (without --branch). The book is found by SCANBOOK_DATA.',
    ].join('\n'),
    none: 'There is no token yet.',
    allBranches: 'all branches',
    row: (token: {
      id: string
      name: string
      role: string
      place: string
      madeOn: string
      isRevoked: boolean
    }) =>
      `${token.id}  ${token.name}, ${token.role}, ${token.place}, made ${token.madeOn}${token.isRevoked ? ', revoked' : ''}`,
    unknown: (id: string) => `There is no token ${id}. See scripts/token --list`,
    revoked: (name: string) => `Revoked: the token of ${name} opens nothing any more.`,
    nameTaken: (name: string) => `Somebody else goes by the name ${name}. Choose another one.`,
    made: (token: { name: string; login: string; id: string }) =>
      `Made for ${token.name} (${token.login}), id ${token.id}. It is shown this one time:`,
    noBranch: 'A super admin has no branch: leave --branch out.',
    whichBranch: (prefixes: string) => `Set --branch to one of: ${prefixes}`,
  },
} as const
