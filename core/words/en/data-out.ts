/** What is said in the files that go out. */
export const dataOut = {
  readMe: 'README.txt',
  /** Lines of README.txt. */
  readMeText: ({
    company,
    whose,
    madeAt,
    files,
  }: {
    company: string
    whose: string
    madeAt: string
    files: readonly (readonly [name: string, about: string])[]
  }): string =>
    [
      `Scanbook: everything of ${company}, ${whose}, as of ${madeAt}.`,
      '',
      'All files are CSV in UTF-8: commas between cells, a point before decimals, days as YYYY-MM-DD, moments in UTC.',
      'Money is in the currency of the books. A quantity stands beside its unit. A text that a spreadsheet would take',
      'for a formula has an apostrophe before it; Scanbook takes it off again.',
      '',
      'INTO AN EMPTY SCANBOOK: in the admin app under Data in and out, send the tables of the folder "import" in the',
      'order of their numbers. Opening stock is what lies there now, so that new books begin with today’s stock and',
      'value. What production runs have used so far is counted in manufacturing. What is on the road between branches',
      'is in no branch’s stock: receive it before you export, or enter it by hand. Passwords, PINs, badges and tokens',
      'are in no file: they are given anew. Retired branches come back as open ones.',
      '',
      'THE BOOKS AS THEY WERE KEPT: the folder "books". Nothing in it is imported; it is your record.',
      '',
      ...files.map(([name, about]) => `${name.padEnd(32)} ${about}`),
      '',
    ].join('\r\n'),
  about: {
    accounts: 'the trial balance: what was debited and credited, account by account',
    documents: 'every document, posted or refused',
    moves: 'every move: quantity, value, both places and both accounts',
    orders: 'sales orders',
    'order-lines': 'what was ordered and logged',
    runs: 'production runs',
    'run-ingredients': 'what each run planned and used',
    transfers: 'goods on the road between branches, and what is still open of them',
    refusals: 'documents the books would not take, and whether they are settled',
    notes: 'what stations and people told',
  },
  allBranches: 'all branches',
} as const
