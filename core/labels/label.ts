import type { LabelSize } from './label-sizes.ts'

/** One label, whatever it is printed by: what it says, its barcode, and how large it is. */
export interface Label {
  readonly size: LabelSize
  /** From the top down; the first one is kept whatever there is no room for. */
  readonly lines: readonly LabelLine[]
  readonly symbol: LabelSymbol
}

export interface LabelLine {
  readonly text: string
  /** How much it matters: a name, a code to be read from afar, a fact, small print. */
  readonly role: 'name' | 'code' | 'fact' | 'small'
}

/** A barcode as data; a printer, or a drawing program, makes the bars. */
export type LabelSymbol =
  | { readonly kind: 'ean13' | 'ean8'; readonly digits: string }
  /** Anything of letters and digits, in bars, or as a square where it is too long for them. */
  | { readonly kind: 'code128' | 'datamatrix'; readonly text: string }
  /** GS1 fields, likewise. */
  | { readonly kind: 'gs1_128' | 'gs1_datamatrix'; readonly fields: readonly Gs1LabelField[] }

export interface Gs1LabelField {
  readonly identifier: string
  readonly value: string
}

export type SymbolKind = LabelSymbol['kind']

/** What people read under a barcode, and type when it cannot be scanned. */
export function printedText(symbol: LabelSymbol): string {
  if ('digits' in symbol) return symbol.digits
  if ('text' in symbol) return symbol.text
  return symbol.fields.map(({ identifier, value }) => `(${identifier})${value}`).join(' ')
}

/** The same barcode as a square: reads like it, in a fraction of the width, with a scanner that has a camera. */
export function asSquare(symbol: LabelSymbol): LabelSymbol {
  if (symbol.kind === 'code128') return { kind: 'datamatrix', text: symbol.text }
  if (symbol.kind === 'gs1_128') return { kind: 'gs1_datamatrix', fields: symbol.fields }
  return symbol
}

export function isSquare({ kind }: LabelSymbol): boolean {
  return kind === 'datamatrix' || kind === 'gs1_datamatrix'
}
