import type { DocumentRow } from './book-rows.ts'
import type { DocumentSubject } from './document-checks.ts'
import type { Check, Fault, Proof } from './proof.ts'

/** Who may settle what was refused, and allow what needs an approval (design section 3, Authority). */
export const AUTHORITY_CHECKS: readonly Check<DocumentSubject>[] = [
  { name: 'settlement_authority', find: findSettledWithoutAuthority },
  { name: 'approval', find: findUnapproved },
]

function findSettledWithoutAuthority(
  { document, content }: DocumentSubject,
  proof: Proof,
): Fault | undefined {
  const { settles, acceptedBy, event, position } = document
  if (settles === null || !isJudged(document, proof)) return undefined
  const refused = proof.lookups.documentAt(settles)
  const isOwn = refused?.acceptedBy === acceptedBy
  // An undo of one's own needs nobody else; everything but a void needs somebody else.
  if (event === 'void' && isOwn && content.reverses !== undefined) return undefined
  if (event !== 'void' && isOwn)
    return { table: 'document', row: position, expected: 'another person', found: acceptedBy }
  return findNoManager(document, acceptedBy, proof)
}

function findUnapproved({ document, content }: DocumentSubject, proof: Proof): Fault | undefined {
  const { approval } = content
  const isNeeded = document.state === 'posted' && document.settles === null && isJudged(document, proof)
  if (approval === undefined || !isNeeded) return undefined
  if (approval.state === 'asked')
    return { table: 'document', row: document.position, expected: 'given', found: approval.state }
  return findNoManager(document, approval.by, proof)
}

/** The book keeps who was what since its migration 7. */
function isJudged({ position }: DocumentRow, { master }: Proof): boolean {
  return position > master.rolesSince
}

/** A person who was neither a manager of the document's branch nor a super admin when it was posted. */
function findNoManager(
  { position, branch }: DocumentRow,
  person: number | null,
  { master }: Proof,
): Fault | undefined {
  const held = master.roles.get(person ?? 0)?.findLast(({ since }) => since < position)
  if (held?.role === 'super_admin' || (held?.role === 'manager' && held.branch === branch)) return undefined
  return { table: 'document', row: position, expected: 'manager', found: held?.role ?? null }
}
