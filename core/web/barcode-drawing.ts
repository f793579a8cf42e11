/** Code 128 is read by every scanner; QR is small also for long texts, and needs one with a camera. */
export type BarcodeKind = 'code128' | 'qr'

/** A barcode ready to be put into a page. */
export interface DrawnBarcode {
  readonly kind: BarcodeKind
  readonly text: string
  /** Markup of our own making: black on white, in millimetres, without styles or scripts. */
  readonly svg: string
}

interface Drawing {
  readonly bcid: 'code128' | 'qrcode'
  /** Width of the narrowest bar, or of one square; wide enough for an ordinary scanner and printer. */
  readonly moduleMm: number
  /** How the drawing program counts a module. */
  readonly unitsPerModule: number
  /** What has to stay white around it, in modules (ISO/IEC 15417, ISO/IEC 18004). */
  readonly quietModules: number
}

const DRAWINGS: Readonly<Record<BarcodeKind, Drawing>> = {
  code128: { bcid: 'code128', moduleMm: 0.33, unitsPerModule: 1, quietModules: 10 },
  qr: { bcid: 'qrcode', moduleMm: 0.6, unitsPerModule: 2, quietModules: 4 },
}

const BAR_HEIGHT_MM = 15
/** The drawing program takes heights for 72 units to the inch. */
const PROGRAM_UNIT_MM = 25.4 / 72

/**
 * Draws `text` with the white around it that it needs. Throws where a text cannot be drawn, which ours always can
 * (`own-codes.ts`). The drawing program is loaded at the first use, so that starting and scanning do not wait for it.
 */
export async function drawBarcode(text: string, { kind }: { kind: BarcodeKind }): Promise<DrawnBarcode> {
  const { toSVG } = await import('bwip-js/node')
  const { bcid, moduleMm, unitsPerModule, quietModules } = DRAWINGS[kind]
  const unitMm = moduleMm / unitsPerModule
  const quiet = quietModules * unitsPerModule
  const drawn = toSVG({
    bcid,
    text,
    scale: 1,
    ...(kind === 'code128' && { height: (BAR_HEIGHT_MM / unitMm) * PROGRAM_UNIT_MM }),
    paddingwidth: quiet,
    paddingheight: kind === 'qr' ? quiet : 0,
    backgroundcolor: 'FFFFFF',
  })
  return { kind, text, svg: sized(drawn, unitMm) }
}

/** Gives the drawing its size on paper; bars stay sharp on a screen. */
function sized(svg: string, unitMm: number): string {
  const [, width = '', height = ''] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const inMm = (units: string): string => `${(Number(units) * unitMm).toFixed(2)}mm`
  const size = `width="${inMm(width)}" height="${inMm(height)}"`
  return svg.trim().replace('<svg ', `<svg ${size} shape-rendering="crispEdges" aria-hidden="true" `)
}
