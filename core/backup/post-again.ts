import { postDocuments } from '../book/post.ts'
import { referenceOf, type SealedDocument } from '../book/content.ts'
import type { PostingContext } from '../book/headers.ts'
import type { Central } from '../database/central.ts'
import type { Offered } from '../outbox/offer-again.ts'
import type { Outbox } from '../outbox/outbox.ts'

/** What became of the documents that were posted again. */
export interface PostedAgain {
  readonly posted: number
  /** What the restored book would not take: it waits for a person, as any refusal. */
  readonly refused: number
  /** The first that could not be posted, and waits with its writer's later ones. */
  readonly stoppedAt: { readonly reference: string; readonly reason: string } | undefined
}

/**
 * Posts what the lost book had after the copy, in the order in which it lay there, before anything new comes between:
 * so documents find the orders and refusals they are about, and get the numbers that are printed on their papers. What
 * had not been posted yet is left to the poster.
 */
export async function postAgain(
  central: Central,
  outbox: Outbox,
  offered: readonly Offered[],
  context: PostingContext,
): Promise<PostedAgain> {
  const inOrder = offered
    .filter(({ position }) => position !== undefined)
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
  const count = { posted: 0, refused: 0 }
  const stopped = new Set<string>()
  let stoppedAt: PostedAgain['stoppedAt']
  for (const { document } of inOrder) {
    const { writer } = document.content
    // After one that could not be posted, its writer's later ones wait in their order; the others' go on.
    if (stopped.has(writer)) continue
    try {
      const outcomes = await postDocuments(central, [document], context)
      outbox.settle(outcomes, context.now)
      for (const { state } of outcomes) count[state]++
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      stopped.add(writer)
      stoppedAt ??= { reference: numberOf(document), reason }
    }
  }
  return { ...count, stoppedAt }
}

function numberOf({ content }: SealedDocument): string {
  return referenceOf(content.writer, content.seq)
}
