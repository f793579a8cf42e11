/**
 * Names come from people: quotes, line breaks and semicolons in them would be read as part of the journal.
 * Everything that hledger gives a meaning becomes a space.
 */
function withoutMarks(text: string, marks: RegExp): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(marks, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** For a description: `|` parts payee and note, `;` begins a comment. */
export const descriptionText = (text: string): string => withoutMarks(text, /[;|]/g)

/** For the value of a tag, which ends at a comma. */
export const tagText = (text: string): string => withoutMarks(text, /[,;]/g)

/** For a commodity's name between quotes. */
export const commodityText = (text: string): string => withoutMarks(text, /[";]/g)
