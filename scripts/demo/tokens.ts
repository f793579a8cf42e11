import type { Central } from '../../core/database/central.ts'
import type { Reader } from '../../core/database/reader.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import type { Role } from '../../core/people/create-person.ts'
import { loginOf, makeToken } from '../../core/tokens/make-token.ts'
import { findBearer } from '../../core/tokens/read-tokens.ts'
import { derivedTokenText } from '../../core/tokens/token-text.ts'

interface DemoToken {
  readonly name: string
  readonly role: Role
  readonly branch: 'BRA' | 'BRB' | null
}

/** Other systems of the demo: one for each role and branch. */
const DEMO_TOKENS: readonly DemoToken[] = [
  { name: 'Everything', role: 'super_admin', branch: null },
  { name: 'Webshop', role: 'manager', branch: 'BRA' },
  { name: 'Webshop', role: 'manager', branch: 'BRB' },
  { name: 'Till', role: 'operator', branch: 'BRA' },
  { name: 'Till', role: 'operator', branch: 'BRB' },
]

/**
 * The text of a demo's token: made from the secret of its data folder, so that every start can print it and no file
 * holds it. Two demos have different ones, and a book that is no demo has none.
 */
function textOf(secret: string, { name, branch }: DemoToken): string {
  return derivedTokenText(secret, loginOf(name, branch ?? undefined))
}

export async function addDemoTokens(
  central: Central,
  {
    secret,
    branches,
    now,
  }: { readonly secret: string; readonly branches: ReadonlyMap<string, BranchId>; readonly now: number },
): Promise<void> {
  for (const token of DEMO_TOKENS) {
    const { name, role, branch: prefix } = token
    const id = prefix === null ? undefined : branches.get(prefix)
    const branch = prefix === null || id === undefined ? null : { id, prefix }
    const made = await makeToken(central, { name, role, branch, madeBy: null, now }, textOf(secret, token))
    invariant(made !== 'name_taken', `the demo’s ${name} is new`)
  }
}

/** Those of the demo that nobody has revoked, for the start to print. */
export function demoTokensInUse(
  reader: Reader,
  secret: string,
): { readonly token: string; readonly role: Role; readonly branch: string | null }[] {
  return DEMO_TOKENS.map((token) => ({ ...token, token: textOf(secret, token) })).filter(
    ({ token }) => findBearer(reader, token) !== undefined,
  )
}
