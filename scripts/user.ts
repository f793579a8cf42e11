import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { newPersonForm, readPassword } from '../admin/people/person-form.ts'
import { openCentralFile } from '../core/database/central-file.ts'
import { migrate } from '../core/database/migrate.ts'
import { bookPath } from '../core/database/open-book-file.ts'
import { encodePassword } from '../core/people/passwords.ts'
import { makeOrResetSuperAdmin } from '../core/people/super-admins.ts'
import { userWords as text } from '../core/words/en/user.ts'
import { openBookOrEnd } from './open-book.ts'
import { askHidden } from './people/ask-hidden.ts'

const NOT_DONE = 1
const NOT_CALLED_RIGHT = 2

/** Letters and digits that nobody takes for another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LENGTH = 5

process.exitCode = await main()

/** Returns the exit code: 0 done, 1 not done, 2 called in a way that cannot be done. */
async function main(): Promise<number> {
  const asked = readArguments()
  if (typeof asked === 'string') return fail(text.usage(asked), NOT_CALLED_RIGHT)
  if (asked === undefined) {
    console.log(text.help)
    return 0
  }
  // Before anybody is asked for a password: says what to do where there is no book, and makes none.
  openBookOrEnd().close()
  const password = asked.isAsking ? await askPassword() : { made: makePassword() }
  if ('problem' in password) return fail(password.problem, password.code)
  return await write(asked, password)
}

interface Asked {
  readonly login: string
  readonly name: string | undefined
  readonly isAsking: boolean
}

/** What to do; undefined: say how; a text: what is wrong with how it was called. */
function readArguments(): Asked | string | undefined {
  const parsed = parseOptions()
  if (parsed === undefined) return text.unknownOption
  if (parsed.help === true) return undefined
  const login = parsed['super-admin']?.trim().toLowerCase()
  if (login === undefined) return text.loginMissing
  const name = parsed.name?.trim()
  const fields = newPersonForm.safeParse({ login, name: name ?? login })
  const problem = fields.error?.issues[0]?.message
  return problem?.replace(/\.$/, '') ?? { login, name, isAsking: parsed.ask === true }
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        'super-admin': { type: 'string' },
        name: { type: 'string' },
        ask: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch {
    return undefined
  }
}

type Password =
  | { readonly made: string }
  | { readonly typed: string }
  | { readonly problem: string; readonly code: number }

async function askPassword(): Promise<Password> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) return { problem: text.noTerminal, code: NOT_CALLED_RIGHT }
  const lines = await askHidden({ input: stdin, output: stderr }, [text.prompt, text.promptAgain])
  if (lines === undefined) return { problem: text.stopped, code: NOT_DONE }
  const read = readPassword({ password: lines[0], again: lines[1] })
  if (read.ok) return { typed: read.value }
  return { problem: Object.values(read.problems).join(' '), code: NOT_DONE }
}

/** Twenty letters, about 99 bits. */
function makePassword(): string {
  const letter = (): string => LETTERS.charAt(randomInt(LETTERS.length))
  return Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, letter).join('')).join('-')
}

async function write(
  { login, name }: Asked,
  password: Exclude<Password, { problem: string }>,
): Promise<number> {
  const path = bookPath(process.env)
  const passwordHash = await encodePassword('made' in password ? password.made : password.typed)
  const central = openCentralFile(path)
  try {
    await migrate(central)
    const outcome = await makeOrResetSuperAdmin(central, { login, name, passwordHash })
    if (outcome === 'name_missing') return fail(text.nameMissing(login), NOT_DONE)
    if (outcome === 'somebody_else') return fail(text.somebodyElse(login), NOT_DONE)
    console.log(text[outcome](login, path))
    if ('made' in password) console.log(`${text.password(password.made)}\n${text.once}`)
    return 0
  } catch (error) {
    return fail(text.notWritten(error instanceof Error ? error.message : String(error)), NOT_DONE)
  } finally {
    central.close()
  }
}

function fail(message: string, code: number): number {
  console.error(message)
  return code
}
