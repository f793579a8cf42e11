import { when, type Header } from './header.ts'
import { paperAt, type Book, type World } from './state.ts'

/** Design section 3, Authority: who may settle what was refused, and what waits for an approval. */
export function codesOfAuthority(world: World, book: Book, header: Header): string[] {
  return [...codesOfSettling(world, book, header), ...codesOfApproval(world, header)]
}

function codesOfSettling(world: World, book: Book, header: Header): string[] {
  const { event, branch, person, settles } = header
  const refused = paperAt(book, settles)
  if (settles === null || refused?.state !== 'refused' || refused.branch !== branch) return []
  const isOwn = refused.person === person
  return [
    ...when(!isManagerOf(world, person, branch) && !(header.isUndo && isOwn), 'E_NOT_MANAGER'),
    ...when(event !== 'void' && isOwn, 'E_OWN_REFUSAL'),
    ...when(event !== 'void' && !book.open.has(settles), 'E_SETTLES'),
  ]
}

/** Asked: until it settles something. Given: by someone who may. */
function codesOfApproval(world: World, { approval, branch, settles }: Header): string[] {
  if (approval === undefined || settles !== null) return []
  return when(approval.state === 'asked' || !isManagerOf(world, approval.by, branch), 'E_APPROVAL')
}

function isManagerOf({ people }: World, id: number, branch: number): boolean {
  const person = people.get(id)
  return person?.role === 'super_admin' || (person?.role === 'manager' && person.branch === branch)
}
