import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LabelSymbol, SymbolKind } from './label.ts'

/** A barcode in its own units: how many modules it is wide and high, and the marks themselves. */
export interface MeasuredSymbol {
  readonly symbol: LabelSymbol
  /** Bars are any height: 1. */
  readonly modules: { readonly wide: number; readonly high: number }
  /** SVG markup of our own making, one unit to the module. */
  readonly marks: string
  /** Units of `marks` across and down. */
  readonly units: { readonly wide: number; readonly high: number }
}

/** How the drawing program calls them, and how many of its units it draws a module with. */
const PROGRAM: Readonly<Record<SymbolKind, { readonly bcid: string; readonly unitsPerModule: number }>> = {
  ean13: { bcid: 'ean13', unitsPerModule: 1 },
  ean8: { bcid: 'ean8', unitsPerModule: 1 },
  code128: { bcid: 'code128', unitsPerModule: 1 },
  gs1_128: { bcid: 'gs1-128', unitsPerModule: 1 },
  datamatrix: { bcid: 'datamatrix', unitsPerModule: 2 },
  gs1_datamatrix: { bcid: 'gs1datamatrix', unitsPerModule: 2 },
}

/**
 * Makes the bars of a barcode, and lets scans through before it: drawing takes a few milliseconds. Throws where a
 * text is not what its kind of barcode may hold; GS1 fields are checked for length, characters, dates and check digits.
 */
export async function measureSymbol(symbol: LabelSymbol): Promise<MeasuredSymbol> {
  const key = `${symbol.kind} ${programText(symbol)}`
  const known = MEASURED.get(key)
  if (known !== undefined) return known
  await nextTurn()
  const measured = await draw(symbol)
  if (MEASURED.size >= KEPT_MAX) MEASURED.clear()
  MEASURED.set(key, measured)
  return measured
}

/** The bars of a text are always the same: a page that is looked at again while one types draws none anew. */
const MEASURED = new Map<string, MeasuredSymbol>()
const KEPT_MAX = 500

async function draw(symbol: LabelSymbol): Promise<MeasuredSymbol> {
  const { toSVG } = await import('bwip-js/node')
  const { bcid, unitsPerModule } = PROGRAM[symbol.kind]
  const svg = toSVG({ bcid, text: programText(symbol), scale: 1 })
  const [, wide = '', high = ''] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const isBars = unitsPerModule === 1
  return {
    symbol,
    modules: { wide: Number(wide) / unitsPerModule, high: isBars ? 1 : Number(high) / unitsPerModule },
    marks: svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')).replace(/\n/g, ''),
    units: { wide: Number(wide), high: Number(high) },
  }
}

function programText(symbol: LabelSymbol): string {
  if ('digits' in symbol) return symbol.digits
  if ('text' in symbol) return symbol.text
  return symbol.fields.map(({ identifier, value }) => `(${identifier})${value}`).join('')
}
