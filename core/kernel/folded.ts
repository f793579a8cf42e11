/** A text as it is looked for: small, plain and without accents, so that "cafe" finds "Café" and "2" finds "²". */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Whether every word that was typed is somewhere in the text; nothing typed is in every text. */
export function hasWords(text: string, typed: string): boolean {
  const searched = folded(text)
  return folded(typed)
    .split(/\s+/)
    .every((word) => searched.includes(word))
}
