/**
 * A language nobody speaks: every text 40 % longer, with accents and brackets, so that a screen shows before any
 * translation where its words have no room, and where one does not come from the catalogue. Figures and what is put
 * into a text, a name, stay as they are.
 */
export const LONGER_BY = 0.4

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'à',
  e: 'é',
  i: 'î',
  o: 'ö',
  u: 'ü',
  n: 'ñ',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ö',
  U: 'Ü',
}
const BRACKETS_FROM = 5

/** The catalogue, or a branch of it: changed in place, so that whoever holds a part of it speaks it as well. */
export function speakPseudoLanguage(branch: object): void {
  const texts = branch as Record<string, unknown>
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value === 'string') texts[name] = pseudo(value, [])
    else if (typeof value === 'function') texts[name] = pseudoMaker(value as Maker)
    else if (typeof value === 'object' && value !== null) speakPseudoLanguage(value)
  }
}

type Maker = (...parts: unknown[]) => unknown

function pseudoMaker(make: Maker): Maker {
  return (...parts) => {
    const made = make(...parts)
    return typeof made === 'string' ? pseudo(made, parts.flatMap(textsIn)) : made
  }
}

/** What is put into a text: said as it is, however it is wrapped. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return part === '' ? [] : [part]
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : []
}

/** The text in the pseudo-language; `kept` parts of it stay. */
export function pseudo(text: string, kept: readonly string[]): string {
  const longestFirst = kept.toSorted((a, b) => b.length - a.length).map(literal)
  const pieces = text.split(new RegExp(`(${[...longestFirst, String.raw`\d+`].join('|')})`))
  // Every second piece is what was split at: a kept part or a figure.
  const own = pieces.filter((_, index) => index % 2 === 0).join('')
  const letters = own.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return text
  const more = Math.ceil(letters * LONGER_BY)
  const hasBrackets = letters >= BRACKETS_FROM
  const doubled = createDoubling(letters, hasBrackets ? more - 2 : more)
  const said = pieces
    .map((piece, index) => (index % 2 === 0 ? piece.replace(/\p{L}/gu, doubled) : piece))
    .join('')
  return hasBrackets ? `[${said}]` : said
}

/** Says this many of the letters twice, spread evenly, as longer words are longer everywhere. */
function createDoubling(letters: number, more: number): (letter: string) => string {
  let owed = 0
  return (letter) => {
    owed += more
    const said = ACCENTS[letter] ?? letter
    if (owed < letters) return said
    owed -= letters
    return said + (ACCENTS[letter.toLowerCase()] ?? letter.toLowerCase())
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
