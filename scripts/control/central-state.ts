import type { LostDocuments } from '../../core/central/lost-documents.ts'

/** How it stands with central: whether its gate takes writes, and if not, what that waits for. */
export type CentralState =
  | { readonly kind: 'starting' }
  /** Nothing was brought here yet. */
  | { readonly kind: 'no_book' }
  /** The book was made by a newer program. */
  | { readonly kind: 'newer_book'; readonly message: string }
  /** The book lacks documents that writers were told it has: a person reads which before posting opens. */
  | { readonly kind: 'lost'; readonly missing: readonly LostDocuments[] }
  /** A copy is put back. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'ending' }
  | { readonly kind: 'open' }
