import { unseal, type SealedDocument } from '../book/content.ts'

/** Characters of the texts kept: some hundred documents of a scan, or a few of an import. */
const KEPT_MAX = 500_000

/** Reads documents from their texts, and those of late not again. */
export interface SealedLately {
  keep(document: SealedDocument): void
  read(text: string): SealedDocument
}

/**
 * A document is sealed, posted and settled within moments, and its text says the same each time: it is checked and
 * hashed once. Found by the whole text, so that what is kept can never be another document than what is on disk.
 */
export function createSealedLately(): SealedLately {
  const kept = new Map<string, SealedDocument>()
  let size = 0
  const keep = (document: SealedDocument): void => {
    if (kept.has(document.text)) return
    kept.set(document.text, document)
    size += document.text.length
    for (const oldest of kept.keys()) {
      if (size <= KEPT_MAX) return
      kept.delete(oldest)
      size -= oldest.length
    }
  }
  return {
    keep,
    read(text) {
      const known = kept.get(text)
      if (known !== undefined) return known
      const document = unseal(text)
      keep(document)
      return document
    },
  }
}
