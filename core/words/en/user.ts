/** What `scripts/user` says. */
export const userWords = {
  help: `Makes a super admin of the book on this machine, or gives one a new password. It may run or not meanwhile.

  scripts/user --super-admin LOGIN --name "NAME"   makes a super admin
  scripts/user --super-admin LOGIN                 gives a super admin a new password

  --name "NAME"   as it is shown; needed for somebody new, changes the name of somebody known
  --ask           asks for the password at the terminal instead of making one up
  --help          shows this

The password is printed this one time. All sessions of the person end: at browsers and on phones.
SCANBOOK_DATA is the folder that holds book.db (default: data beside the program).`,
  made: (login: string, path: string) => `Super admin ${login} is made in ${path}.`,
  reset: (login: string, path: string) =>
    `Super admin ${login} has a new password in ${path}. All their sessions are ended.`,
  password: (password: string) => `Password: ${password}`,
  once: 'It is shown this one time. Sign in at /admin, and set another one on the page of yourself.',
  prompt: 'Password, at least 10 characters: ',
  promptAgain: 'The same again: ',
  usage: (problem: string) => `${problem}. scripts/user --help says how it is called.`,
  loginMissing: 'Say whom with --super-admin LOGIN',
  unknownOption: 'This option is not known',
  nameMissing: (login: string) => `Nobody is called ${login} yet. Say their name: --name "Naledi Khumalo".`,
  somebodyElse: (login: string) =>
    `${login} is the short name of somebody who is no super admin. Choose another one; a super admin changes roles in the admin app.`,
  noTerminal: '--ask needs a terminal to type at. Leave it out, and a password is made up and printed.',
  stopped: 'Stopped. Nothing is changed.',
  notWritten: (reason: string) => `Nothing is changed: the book could not be written (${reason}). Try again.`,
} as const
