import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readBranches } from '../core/branches/read-branches.ts'
import { openCentralFile } from '../core/database/central-file.ts'
import { bookPath } from '../core/database/open-book-file.ts'
import { openReader, type Reader } from '../core/database/reader.ts'
import { systemClock } from '../core/kernel/clock.ts'
import { ROLES, type Role } from '../core/people/create-person.ts'
import { writeTokens } from '../core/tokens/make-token.ts'
import { readToken, readTokens } from '../core/tokens/read-tokens.ts'
import { verifyWords } from '../core/words/en/verify.ts'
import { words } from '../core/words/catalogue.ts'

const { tokenCommand: text } = words.adminApi

const NAME_MAX = 60

class Wrong extends Error {}

try {
  await main()
} catch (error) {
  if (!(error instanceof Wrong)) throw error
  console.error(error.message)
  process.exitCode = 2
}

async function main(): Promise<void> {
  const asked = readArguments()
  if (asked.help) {
    console.log(text.usage)
    return
  }
  const path = bookPath(process.env)
  if (!existsSync(path)) throw new Wrong(verifyWords.noBook(path))
  const reader = openReader(path)
  // A book that a newer or older program made is opened by scripts/start, which migrates; here it is only written to.
  const central = openCentralFile(path)
  try {
    const tokens = writeTokens(central)
    if (asked.list) list(reader)
    else if (asked.revoke !== undefined) await revoke(reader, tokens, asked.revoke)
    else await make(reader, tokens, asked)
  } finally {
    central.close()
    reader.close()
  }
}

interface Asked {
  readonly help: boolean
  readonly list: boolean
  readonly revoke: string | undefined
  readonly name: string | undefined
  readonly role: string | undefined
  readonly branch: string | undefined
}

function readArguments(): Asked {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        revoke: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        branch: { type: 'string' },
      },
    })
    const { help, list: isListed, revoke: id, name, role, branch } = values
    return { help, list: isListed, revoke: id, name, role, branch }
  } catch {
    throw new Wrong(text.usage)
  }
}

function list(reader: Reader): void {
  const tokens = readTokens(reader)
  if (tokens.length === 0) console.log(text.none)
  for (const { id, name, role, branchPrefix, madeAt, revokedAt } of tokens)
    console.log(
      text.row({
        id,
        name,
        role,
        place: branchPrefix ?? text.allBranches,
        madeOn: new Date(madeAt).toISOString().slice(0, 10),
        isRevoked: revokedAt !== undefined,
      }),
    )
}

type Tokens = ReturnType<typeof writeTokens>

async function revoke(reader: Reader, tokens: Tokens, id: string): Promise<void> {
  const known = readToken(reader, id)
  if (known === undefined) throw new Wrong(text.unknown(id))
  await tokens.revoke(id, systemClock.now())
  console.log(text.revoked(known.name))
}

async function make(reader: Reader, tokens: Tokens, asked: Asked): Promise<void> {
  const name = asked.name?.trim() ?? ''
  const role = ROLES.find((each) => each === asked.role)
  if (name === '' || name.length > NAME_MAX || role === undefined) throw new Wrong(text.usage)
  const branch = branchOf(reader, role, asked.branch)
  const made = await tokens.make({ name, role, branch, madeBy: null, now: systemClock.now() })
  if (made === 'name_taken') throw new Wrong(text.nameTaken(name))
  // The token alone on standard output, so that a script can take it; what a person reads goes beside it.
  console.error(text.made({ name, login: made.login, id: made.id }))
  console.log(made.token)
}

function branchOf(reader: Reader, role: Role, prefix: string | undefined) {
  if (role === 'super_admin') {
    if (prefix !== undefined) throw new Wrong(text.noBranch)
    return null
  }
  const branches = readBranches(reader)
  const branch = branches.find((each) => each.prefix === prefix)
  if (branch === undefined) throw new Wrong(text.whichBranch(branches.map((each) => each.prefix).join(', ')))
  return { id: branch.id, prefix: branch.prefix }
}
